//! What this process has counted since it started, for Prometheus. Labels take few values, and none that a customer
//! could be known by: brands are those of the keys files.

use std::fmt;
use std::time::Duration;

use domain::id::BrandId;
use domain::surface::Surface;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

use crate::beacons::{Beacon, LIMITS};
use crate::ingest::Taken;

/// What [`Metrics::text`] is written in.
pub const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Seconds by which the steps of an answer are told apart.
const SECONDS: [f64; 10] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

/// The counts.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    answers: Family<Route, Histogram>,
    steps: Family<Step, Histogram>,
    messages: Family<Message, Counter>,
    quarantined: Family<Of, Counter>,
    waiting: Gauge,
    beacons: Family<Said, Counter>,
    traps: Family<Place, Counter>,
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

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// What became of a message at the door.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Message {
    brand: String,
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Of {
    brand: String,
}

/// A step on the way to what is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Step {
    step: &'static str,
}

/// What elements in pages say of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Said {
    brand: String,
    surface: &'static str,
    path: &'static str,
    code: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Way {
    brand: String,
    surface: &'static str,
    path: &'static str,
}

/// Where an element is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Place {
    brand: String,
    surface: &'static str,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("constance");
        let (requests, beacons, traps) = (Family::default(), Family::default(), Family::default());
        let timed = || Histogram::new(SECONDS);
        let answers = Family::new_with_constructor(timed as fn() -> Histogram);
        let steps = Family::new_with_constructor(timed as fn() -> Histogram);
        let limits = || Histogram::new(LIMITS.map(|limit| f64::from(limit) / 1_000.0));
        let first = Family::new_with_constructor(limits as fn() -> Histogram);
        registry.register("requests", "Requests answered", requests.clone());
        registry.register_with_unit(
            "request",
            "Time until a request was answered",
            Unit::Seconds,
            answers.clone(),
        );
        registry.register_with_unit("step", "Time a step of an answer took", Unit::Seconds, steps.clone());
        registry.register("elements", "Elements in pages that said how they fare", beacons.clone());
        registry.register("traps", "How often the wasm broke down in pages", traps.clone());
        let told = "Time until the first offer was there, in pages";
        registry.register_with_unit("first_offer", told, Unit::Seconds, first.clone());
        let (messages, quarantined) = (Family::default(), Family::default());
        registry.register("messages", "Messages, by what became of them at the door", messages.clone());
        let held = "Messages that were refused and kept to be put right";
        registry.register("quarantined", held, quarantined.clone());
        let waiting = Gauge::default();
        registry.register(
            "store_waiting",
            "Pieces of work that wait for the store to write",
            waiting.clone(),
        );
        let (streams, told, dropped) = (Gauge::default(), Counter::default(), Counter::default());
        registry.register("live_streams", "Streams that are open", streams.clone());
        registry.register("live_told", "How often a stream told of a change", told.clone());
        registry.register(
            "live_dropped",
            "Streams that were ended because their reader was too slow",
            dropped.clone(),
        );
        Self {
            registry,
            requests,
            answers,
            steps,
            messages,
            quarantined,
            waiting,
            beacons,
            traps,
            first,
            streams,
            told,
            dropped,
        }
    }
}

impl Metrics {
    /// Counts a request that was answered, and how long that took.
    pub fn answered(&self, request: &Request, time: Duration) {
        self.requests.get_or_create(request).inc();
        let route = Route { route: request.route.clone() };
        self.answers.get_or_create(&route).observe(time.as_secs_f64());
    }

    /// Counts what became of messages for a brand.
    pub fn received(&self, brand: &BrandId, taken: &Taken) {
        let received = &taken.received;
        for (outcome, number) in [
            ("new", received.new),
            ("known", received.known),
            ("ignored", received.ignored),
            ("refused", received.refused.len()),
        ] {
            let message = Message { brand: brand.to_string(), outcome };
            self.messages.get_or_create(&message).inc_by(number as u64);
        }
        let of = Of { brand: brand.to_string() };
        self.quarantined.get_or_create(&of).inc_by(taken.quarantined as u64);
    }

    /// Counts how long a step took: `recall`, `decide` or `render`.
    pub fn took(&self, step: &'static str, time: Duration) {
        self.steps.get_or_create(&Step { step }).observe(time.as_secs_f64());
    }

    /// Counts what an element in a brand's page says of itself, and in how many milliseconds its first offer was there.
    pub fn count(&self, brand: &BrandId, beacon: &Beacon, first: Option<u32>) {
        let brand = brand.to_string();
        let path = beacon.path.name();
        let surface = beacon.surface.map_or("", Surface::name);
        let code = beacon.code.clone().unwrap_or_default();
        self.traps.get_or_create(&Place { brand: brand.clone(), surface }).inc_by(beacon.traps);
        if let Some(milliseconds) = first {
            let way = Way { brand: brand.clone(), surface, path };
            self.first.get_or_create(&way).observe(f64::from(milliseconds) / 1_000.0);
        }
        self.beacons.get_or_create(&Said { brand, surface, path, code }).inc();
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

    /// All of them, as text; with how much waits for the store to write, and whether other nodes can be told, where there
    /// are any.
    ///
    /// # Errors
    /// None: a text takes whatever is written to it.
    pub fn text(&self, waiting: usize, nats: Option<bool>) -> Result<String, fmt::Error> {
        self.waiting.set(i64::try_from(waiting).unwrap_or(i64::MAX));
        let mut text = String::new();
        text::encode_registry(&mut text, &self.registry)?;
        if let Some(connected) = nats {
            let (mut registry, gauge) = (Registry::with_prefix("constance"), Gauge::<i64>::default());
            gauge.set(connected.into());
            registry.register("nats_connected", "Whether other nodes can be told", gauge);
            text::encode_registry(&mut text, &registry)?;
        }
        text::encode_eof(&mut text)?;
        Ok(text)
    }
}
