//! What this process has counted since it started, for Prometheus. Labels take few values, and none that a customer
//! could be known by.

use std::fmt;
use std::time::Duration;

use domain::surface::Surface;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::beacons::{Beacon, LIMITS};

/// What [`Metrics::text`] is written in.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds by which the steps of an answer are told apart.
const SECONDS: [f64; 10] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

/// The counts.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    steps: Family<Step, Histogram>,
    beacons: Family<Said, Counter>,
    traps: Counter,
    first: Family<Way, Histogram>,
    streams: Gauge,
    told: Counter,
    dropped: Counter,
}

/// A request that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
pub struct Request {
    /// `GET`, `POST`, or another that there is; `other` for what a caller made up.
    pub method: &'static str,
    /// The route, never the address; `none` where there is none.
    pub route: String,
    /// The status of the answer.
    pub status: u16,
}

/// A step on the way to what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Step {
    step: &'static str,
}

/// What elements in pages say of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Said {
    surface: &'static str,
    path: &'static str,
    code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Way {
    path: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("constance");
        let (requests, beacons, traps) = (Family::default(), Family::default(), Counter::default());
        let steps = Family::new_with_constructor((|| Histogram::new(SECONDS)) as fn() -> Histogram);
        let limits = || Histogram::new(LIMITS.map(|limit| f64::from(limit) / 1_000.0));
        let first = Family::new_with_constructor(limits as fn() -> Histogram);
        registry.register("requests", "Requests answered", requests.clone());
        registry.register_with_unit("step", "Time a step of an answer took", Unit::Seconds, steps.clone());
        registry.register("elements", "Elements in pages that said how they fare", beacons.clone());
        registry.register("traps", "How often the wasm broke down in pages", traps.clone());
        let told = "Time until the first offer was there, in pages";
        registry.register_with_unit("first_offer", told, Unit::Seconds, first.clone());
        let (streams, told, dropped) = (Gauge::default(), Counter::default(), Counter::default());
        registry.register("live_streams", "Streams that are open", streams.clone());
        registry.register("live_told", "How often a stream told of a change", told.clone());
        registry.register(
            "live_dropped",
            "Streams that were ended because their reader was too slow",
            dropped.clone(),
        );
        Self { registry, requests, steps, beacons, traps, first, streams, told, dropped }
    }
}

impl Metrics {
    /// Counts a request that was answered.
    pub fn answered(&self, request: &Request) {
        self.requests.get_or_create(request).inc();
    }

    /// Counts how long a step took: `recall`, `decide` or `render`.
    pub fn took(&self, step: &'static str, time: Duration) {
        self.steps.get_or_create(&Step { step }).observe(time.as_secs_f64());
    }

    /// Counts what an element in a page says of itself, and in how many milliseconds its first offer was there.
    pub fn count(&self, beacon: &Beacon, first: Option<u32>) {
        let path = beacon.path.name();
        let surface = beacon.surface.map_or("", Surface::name);
        let code = beacon.code.clone().unwrap_or_default();
        self.beacons.get_or_create(&Said { surface, path, code }).inc();
        self.traps.inc_by(beacon.traps);
        if let Some(milliseconds) = first {
            self.first.get_or_create(&Way { path }).observe(f64::from(milliseconds) / 1_000.0);
        }
    }

    /// Counts a stream that was opened.
    pub fn opened(&self) {
        self.streams.inc();
    }

    /// Counts a change that a stream told.
    pub fn told(&self) {
        self.told.inc();
    }

    /// Counts a stream as over, and whether that was because its reader was too slow.
    pub fn closed(&self, slow: bool) {
        self.streams.dec();
        if slow {
            self.dropped.inc();
        }
    }

    /// All of them, as text.
    ///
    /// # Errors
    /// None: a text takes whatever is written to it.
    pub fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        text::encode(&mut text, &self.registry)?;
        Ok(text)
    }
}
