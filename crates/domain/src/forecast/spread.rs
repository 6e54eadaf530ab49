//! How sure an estimate is: by how sharply the likelihood falls around it.

/// The standard errors of estimated logarithms: the roots of the inverse curvature of minus the log-likelihood, by
/// differences of its slopes; `None` where it does not fall in every direction, and so has no peak.
pub(super) fn standard_errors<const N: usize>(
    at: &[f64; N],
    slopes: impl Fn(&[f64; N]) -> [f64; N],
) -> Option<[f64; N]> {
    const STEP: f64 = 1e-4;
    let moved = |i: usize, by: f64| {
        let mut at = *at;
        at[i] += by;
        slopes(&at)
    };
    let rows: [[f64; N]; N] = std::array::from_fn(|i| {
        let (more, less) = (moved(i, STEP), moved(i, -STEP));
        std::array::from_fn(|j| (more[j] - less[j]) / (2.0 * STEP))
    });
    let curvature = std::array::from_fn(|i| std::array::from_fn(|j| 0.5 * (rows[i][j] + rows[j][i])));
    inverse_diagonal(&curvature).map(|variances| variances.map(f64::sqrt))
}

/// The diagonal of the inverse of a matrix that curves upwards everywhere, by its Cholesky factor.
fn inverse_diagonal<const N: usize>(matrix: &[[f64; N]; N]) -> Option<[f64; N]> {
    let mut factor = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| factor[i][k] * factor[j][k]).sum();
            let rest = matrix[i][j] - known;
            factor[i][j] = match i == j {
                true if rest.is_finite() && rest > 0.0 => rest.sqrt(),
                true => return None,
                false => rest / factor[j][j],
            };
        }
    }
    // Column `k` of the factor's inverse, for each k; the inverse's diagonal is made of their squares.
    Some(std::array::from_fn(|k| {
        let mut column = [0.0; N];
        for i in k..N {
            let known: f64 = (k..i).map(|j| factor[i][j] * column[j]).sum();
            column[i] = (f64::from(u8::from(i == k)) - known) / factor[i][i];
        }
        column.iter().map(|entry| entry * entry).sum()
    }))
}
