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
mod points; // how points are earned and spent
mod ladder; // the tiers they lead to
mod holding; // how long a tier is held
mod referral; // what a friend's first order gives
mod place; // placements
mod caps; // how often one may see and take offers
mod holdout; // who is left out, and for whom offers may be chosen
mod retention; // how long what happened is kept
mod outlook; // the models of forecasts
mod offer; // what could be given
mod card; // what it looks like
mod kind; // whether it may be held back
mod worth; // what it brings and costs
mod agree; // what it says here must fit what it says there
mod rule; // who it is for
mod leaf; // a condition on one fact
mod import; // a rule of another tool
pub mod write; // a rule as its author would write it
pub mod jsonlogic; // rules that are JSONLogic, as rules of ours
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
    let tiers_held = holding::read(&mut file);
    let points = points::read(&mut file, brand.currency, tiers_held.map(|held| held.window));
    let spendable = points.as_ref().map_or(true, |points| points.balance.is_some());
    let referral = referral::read(&mut file, spendable);
    let (ladder, tiers) = ladder::read(&mut file, &brand.locales);
    let placements = place::placements(&mut file);
    let person = caps::person(&mut file);
    let holdout = holdout::of_all(&mut file);
    let consent = holdout::consent(&mut file);
    let kept = retention::read(&mut file);
    let outlook = outlook::read(&mut file);
    let benefits = ladder.as_ref().map(ladder::benefits).map_err(|told| *told);
    let known = offer::Known {
        locales: &brand.locales,
        currency: brand.currency,
        zone: &brand.zone,
        tiers: &tiers,
        benefits: &benefits,
        placements: &placements,
    };
    let offers = offer::read(&mut file, &known);
    file.done();

    let (offers, rules): (Vec<_>, Vec<_>) = offers?.into_iter().unzip();
    let points = points?;
    let person = person?;
    let kept = kept?;
    let program = Program {
        brand: brand.slug?,
        name: brand.name?,
        locales: brand.locales?,
        zone: brand.zone?,
        checkout: brand.checkout?,
        stages: stages?,
        points: points.rules,
        balance: points.balance,
        holding: tiers_held?.holding(points.window),
        referral: referral?,
        outlook: outlook?,
        ladder: ladder?,
        placements: placements?,
        open_claims: person.open_claims,
        caps: person.shown,
        quiet_days: person.quiet_days,
        holdout: holdout?,
        consent: consent?,
        retention: kept.retention(),
        offers: offers.into(),
    };
    kept.agree(&program);
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
