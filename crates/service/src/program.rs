//! A brand's program file: read and checked as a whole, with errors that point at the line.

use domain::program::Program;

mod source; // the text, and what is wrong with it where
mod node; // a value of the file
mod fields; // a table of it, asked key by key
mod name; // the names of things in rules
mod words; // texts in every language
mod language; // the names of languages
mod brand; // who speaks, in what, where
mod stages; // when a stage begins and ends
mod ladder; // points, and the tiers they lead to
mod place; // placements and caps
mod offer; // what could be given
mod rule; // who it is for
mod leaf; // a condition on one fact
mod moment; // from when, until when
mod address; // where it leads
pub mod reach; // whom an offer can reach
pub mod report; // faults and programs, for people

use fields::Fields;
use source::{Faults, Told};
use toml::de::DeTable;

/// What is wrong with a program file, where, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// How many characters of the line are meant, at least 1.
    pub width: usize,
    /// What is wrong.
    pub wrong: String,
    /// What to write instead.
    pub instead: String,
}

/// Reads a program file.
///
/// # Errors
/// Everything that is wrong with it, in the order of the lines. Never empty.
pub fn read(text: &str) -> Result<Program, Vec<Fault>> {
    let faults = Faults::new(text);
    match read_whole(text, &faults) {
        Ok(program) if faults.is_empty() => Ok(program),
        _ => Err(faults.in_order()),
    }
}

/// Reads a program file that may not be text.
///
/// # Errors
/// As [`read`]; for anything that is not UTF-8, where it stops being so.
pub fn read_bytes(bytes: &[u8]) -> Result<Program, Vec<Fault>> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return read(text),
        Err(error) => error,
    };
    let text = String::from_utf8_lossy(bytes);
    let faults = Faults::new(&text);
    let at = error.valid_up_to();
    faults.at(&(at..at), "this is not UTF-8", "save the file as UTF-8");
    Err(faults.in_order())
}

fn read_whole(text: &str, faults: &Faults<'_>) -> Result<Program, Told> {
    let (root, errors) = DeTable::parse_recoverable(text);
    source::not_toml(&errors, faults)?;
    let mut file = Fields::of_file(root.get_ref(), faults);

    let brand = brand::read(&mut file);
    let stages = stages::read(&mut file);
    let points = ladder::points(&mut file, brand.currency);
    let (ladder, tiers) = ladder::read(&mut file, &brand.locales);
    let placements = place::placements(&mut file);
    let open_claims = place::open_claims(&mut file);
    let known = offer::Known {
        locales: &brand.locales,
        currency: brand.currency,
        zone: &brand.zone,
        tiers: &tiers,
        placements: &placements,
    };
    let offers = offer::read(&mut file, &known);
    file.done();

    let (offers, rules): (Vec<_>, Vec<_>) = offers?.into_iter().unzip();
    let program = Program {
        brand: brand.slug?,
        name: brand.name?,
        locales: brand.locales?,
        zone: brand.zone?,
        stages: stages?,
        points: points?,
        ladder: ladder?,
        placements: placements?,
        open_claims: open_claims?,
        offers,
    };
    for (offer, rule) in program.offers.iter().zip(rules) {
        if reach::of(&program, offer).is_nobody() {
            rule.wrong(
                "is a rule that nobody can meet, at any stage and in any tier",
                "loosen the rule, or take one of its conditions out",
            );
        }
    }
    Ok(program)
}
