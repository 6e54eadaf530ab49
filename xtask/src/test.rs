//! `cargo xtask test`: every check, cheapest first; the first that fails ends it.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{checks, deploy, size};

/// What to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only this step (may be given more than once)
    #[arg(long, value_name = "NAME", value_parser = STEPS.map(|step| step.name))]
    only: Vec<String>,
    /// Go on after a failure
    #[arg(long)]
    keep_going: bool,
}

struct Step {
    name: &'static str,
    run: fn() -> Result<()>,
}

const STEPS: [Step; 12] = [
    Step { name: "format", run: checks::format },
    Step { name: "clippy", run: checks::clippy },
    Step { name: "clippy-web", run: checks::clippy_web },
    Step { name: "docs", run: checks::docs },
    Step { name: "size", run: || size::run(&size::Options::default()) },
    Step { name: "tests", run: checks::tests },
    Step { name: "deploy", run: deploy::check },
    Step { name: "deny", run: checks::deny },
    Step { name: "types", run: checks::types },
    Step { name: "clients", run: checks::clients },
    Step { name: "journeys", run: checks::journeys },
    Step { name: "firefox", run: checks::firefox },
];

struct Outcome {
    name: &'static str,
    time: Duration,
    /// `None` when it was not run.
    passed: Option<bool>,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let asked = |step: &&Step| options.only.is_empty() || options.only.iter().any(|name| name == step.name);
    let mut outcomes = Vec::new();
    let mut stopped = false;
    for step in STEPS.iter().filter(asked) {
        let start = Instant::now();
        let passed = (!stopped).then(|| perform(step));
        stopped |= passed == Some(false) && !options.keep_going;
        outcomes.push(Outcome { name: step.name, time: start.elapsed(), passed });
    }
    print(&outcomes);
    if outcomes.iter().any(|outcome| outcome.passed == Some(false)) {
        bail!("not all is well");
    }
    Ok(())
}

fn perform(step: &Step) -> bool {
    eprintln!("\n== {}", step.name);
    let done = (step.run)();
    if let Err(error) = &done {
        eprintln!("error: {error:#}");
    }
    done.is_ok()
}

/// The table, and a closing line that counts steps.
fn print(outcomes: &[Outcome]) {
    println!();
    for Outcome { name, time, passed } in outcomes {
        let word = match passed {
            Some(true) => "passed",
            Some(false) => "FAILED",
            None => "not run",
        };
        println!("{name:<12} {word:<8} {:>7.1} s", time.as_secs_f32());
    }
    let count = |wanted| outcomes.iter().filter(|outcome| outcome.passed == wanted).count();
    let (passed, failed, skipped) = (count(Some(true)), count(Some(false)), count(None));
    println!();
    match skipped {
        0 => println!("{passed} passed, {failed} failed"),
        _ => println!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
}
