//! `constance check`: reads a program file and tells everything that is wrong with it.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::program::{self, report};

/// Check a program file.
///
/// Prints every fault with its line, what is wrong and what to write instead, and ends with 1; or says what the
/// program holds and whom each offer can reach, and ends with 0. A file that cannot be read ends with 2.
#[derive(Debug, Args)]
pub struct Check {
    /// The program file.
    #[arg(value_name = "FILE", default_value = "program.toml")]
    program: PathBuf,
    /// Write out whom each offer is for, rules of other tools in our words.
    #[arg(long)]
    rules: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

impl Check {
    /// Checks and prints.
    #[must_use]
    pub fn run(self) -> ExitCode {
        let file = self.program.display().to_string();
        let bytes = match std::fs::read(&self.program) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("error: cannot read {file}: {error}");
                return ExitCode::from(2);
            }
        };
        let read = program::read_bytes(&bytes);
        let said = match (&read, self.json) {
            (Ok(program), true) => format!("{:#}\n", report::summary_json(program)),
            (Ok(program), false) if self.rules => report::summary(&file, program) + &report::rules(program),
            (Ok(program), false) => report::summary(&file, program),
            (Err(faults), true) => format!("{:#}\n", report::faults_json(&file, faults)),
            (Err(faults), false) => report::faults(&file, &String::from_utf8_lossy(&bytes), faults),
        };
        // A reader that has gone away, such as `head`, is no failure of the check.
        let _ = io::stdout().write_all(said.as_bytes());
        if read.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
