//! The logarithm of the gamma function and its slope, for arguments above 0.

/// `ln Γ(x)`.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// `ψ(x)`, the slope of [`ln_gamma`]: by recurrence up to 10, and there by the asymptotic series (Abramowitz and
/// Stegun, 6.3.5 and 6.3.18).
#[must_use]
pub fn digamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < 10.0 {
        below += 1.0 / x;
        x += 1.0;
    }
    let s = 1.0 / (x * x);
    let tail = s
        * (1.0 / 12.0
            - s * (1.0 / 120.0
                - s * (1.0 / 252.0
                    - s * (1.0 / 240.0 - s * (1.0 / 132.0 - s * (691.0 / 32_760.0 - s / 12.0))))));
    x.ln() - 0.5 / x - tail - below
}
