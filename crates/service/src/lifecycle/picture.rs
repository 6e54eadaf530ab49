//! A picture of a holdout: for each band what happened as a bar, what was forecast as a point on a line.
//!
//! It is readable without colour (bars against a line), in light and in dark, and aloud: its description holds the
//! numbers.

use std::fmt::Write;

use domain::forecast::calibration::Band;

use super::holdout::{Holdout, label};

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 460.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 736.0;
const TOP: f64 = 112.0;
const BOTTOM: f64 = 372.0;

const STYLE: &str = "\
text{font:13px system-ui,sans-serif;fill:#3d4148}\
.title{font-size:19px;font-weight:600;fill:#15171a}.value{font-size:12px;font-variant-numeric:tabular-nums}\
.paper{fill:#fff}.grid{stroke:#e1e4e8}.axis{stroke:#8a9099}.bar{fill:#6b90bf}\
.line{fill:none;stroke:#b4380f;stroke-width:2.5;stroke-linejoin:round}\
.point{fill:#fff;stroke:#b4380f;stroke-width:2.5}\
@media(prefers-color-scheme:dark){text{fill:#c3c8d0}.title{fill:#f2f4f7}.paper{fill:#16181c}\
.grid{stroke:#2b2f36}.axis{stroke:#7d848f}.bar{fill:#4d76ad}.line{stroke:#ff9c74}\
.point{fill:#16181c;stroke:#ff9c74}}";

/// Draws it, as SVG.
#[must_use]
pub fn draw(holdout: &Holdout, model: &str) -> String {
    let frame = Frame::of(&holdout.bands);
    let title = "Purchases foretold and purchases made";
    let Holdout { until, end, weeks, actual, expected, .. } = holdout;
    let subtitle = format!("Mean purchases a customer, {until} to {end} ({weeks:.1} weeks). {model}");
    let total = format!("All together: {actual} made, {expected:.0} foretold");
    let mut svg = String::new();
    // Writing to a string does not fail.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" \
         height=\"{HEIGHT}\" role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"description\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"8\"/>\n\
         <text class=\"title\" x=\"{LEFT}\" y=\"38\">{title}</text>\n\
         <text x=\"{LEFT}\" y=\"60\">{subtitle}</text>\n",
        description(holdout, &subtitle, &total),
    );
    svg += &key(&total);
    svg += &frame.grid();
    for (place, band) in holdout.bands.iter().enumerate() {
        svg += &frame.bar(place, band);
    }
    svg += &frame.line(&holdout.bands);
    let _ = writeln!(
        svg,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">Repeat purchases until {until}; below, how many customers made so many</text>\n</svg>",
        (LEFT + RIGHT) / 2.0,
        BOTTOM + 64.0
    );
    svg
}

/// The whole picture in words.
fn description(holdout: &Holdout, subtitle: &str, total: &str) -> String {
    let bands = holdout.bands.iter().map(|band| {
        let Band { customers, actual, expected, .. } = band;
        format!(
            "{} repeat purchases, {customers} customers: {actual:.2} made, {expected:.2} foretold",
            label(band)
        )
    });
    format!("{subtitle}. By repeat purchases before: {}. {total}.", bands.collect::<Vec<_>>().join("; "))
}

fn key(total: &str) -> String {
    let y = 84.0;
    format!(
        "<rect class=\"bar\" x=\"{LEFT}\" y=\"{}\" width=\"18\" height=\"12\" rx=\"2\"/>\
         <text x=\"{}\" y=\"{y}\">made</text>\
         <path class=\"line\" d=\"M{} {} h30\"/><circle class=\"point\" cx=\"{}\" cy=\"{}\" r=\"4.5\"/>\
         <text x=\"{}\" y=\"{y}\">foretold</text>\
         <text x=\"{RIGHT}\" y=\"{y}\" text-anchor=\"end\">{total}</text>\n",
        y - 10.0,
        LEFT + 25.0,
        LEFT + 80.0,
        y - 4.0,
        LEFT + 95.0,
        y - 4.0,
        LEFT + 117.0,
    )
}

/// Where things lie.
struct Frame {
    bands: f64,
    step: f64,
    steps: u32,
}

impl Frame {
    /// Four to eight steps of a round height that hold everything.
    fn of(bands: &[Band]) -> Self {
        let highest = bands.iter().fold(0.0, |most: f64, band| most.max(band.actual).max(band.expected));
        let rough = (highest.max(1e-3) / 5.0).log10();
        let ten = 10_f64.powf(rough.floor());
        let round = [1.0, 2.0, 5.0, 10.0].into_iter().find(|round| round * ten >= 10_f64.powf(rough) * 0.999);
        let step = round.unwrap_or(10.0) * ten;
        Self { bands: bands.len().max(1) as f64, step, steps: ((highest / step).ceil() as u32).max(1) }
    }

    fn x(&self, place: usize) -> f64 {
        LEFT + (place as f64 + 0.5) * (RIGHT - LEFT) / self.bands
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - value / (self.step * f64::from(self.steps)) * (BOTTOM - TOP)
    }

    fn grid(&self) -> String {
        let digits = if self.step >= 1.0 { 0 } else { (-self.step.log10()).ceil() as usize };
        let rule = |step: u32| {
            let value = f64::from(step) * self.step;
            let class = if step == 0 { "axis" } else { "grid" };
            format!(
                "<path class=\"{class}\" d=\"M{LEFT} {y:.1} H{RIGHT}\"/>\
                 <text class=\"value\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{value:.digits$}</text>\n",
                LEFT - 10.0,
                self.y(value) + 4.0,
                y = self.y(value),
            )
        };
        (0..=self.steps).map(rule).collect()
    }

    fn bar(&self, place: usize, band: &Band) -> String {
        let (x, y) = (self.x(place), self.y(band.actual));
        let half = (0.32 * (RIGHT - LEFT) / self.bands).min(44.0);
        format!(
            "<rect class=\"bar\" x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\"/>\
             <text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>\
             <text class=\"value\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
            x - half,
            2.0 * half,
            BOTTOM - y,
            BOTTOM + 20.0,
            label(band),
            BOTTOM + 38.0,
            band.customers,
        )
    }

    fn line(&self, bands: &[Band]) -> String {
        let at = |(place, band): (usize, &Band)| (self.x(place), self.y(band.expected));
        let places: Vec<(f64, f64)> = bands.iter().enumerate().map(at).collect();
        let points: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let circle =
            |(x, y): &(f64, f64)| format!("<circle class=\"point\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4.5\"/>");
        let circles: String = places.iter().map(circle).collect();
        format!("<polyline class=\"line\" points=\"{}\"/>{circles}\n", points.join(" "))
    }
}
