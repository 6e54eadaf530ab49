//! Whether the theme's own colours can be told apart, in the light and in the dark, by the formula of WCAG 2.2.

use std::collections::BTreeMap;

const THEME: &str = include_str!("../../www/theme.css");

/// What is written in which colour on which ground.
const TEXTS: [(&str, &str); 4] =
    [("ink", "paper"), ("muted", "paper"), ("accent", "paper"), ("on-accent", "accent")];
/// What is no text but must be seen: the ring of the focus, the edge of the main button, the bar on its track.
const THINGS: [(&str, &str); 3] = [("accent", "paper"), ("ink", "paper"), ("accent", "line")];

/// How much of the accent is left in the main button under the pointer.
const HOVER: f64 = 0.88;

type Colour = [f64; 3];

#[test]
fn every_text_is_read_and_every_thing_is_seen_in_the_light_and_in_the_dark() {
    for (scheme, colours) in schemes() {
        let ratio = |one: &str, other: &str| contrast(colours[one], colours[other]);
        for (text, ground) in TEXTS {
            assert!(ratio(text, ground) >= 4.5, "{scheme}: {text} on {ground}: {:.2}", ratio(text, ground));
        }
        for (thing, ground) in THINGS {
            assert!(
                ratio(thing, ground) >= 3.0,
                "{scheme}: {thing} on {ground}: {:.2}",
                ratio(thing, ground)
            );
        }
        let (accent, ink) = (colours["accent"], colours["ink"]);
        let pressed = [0, 1, 2].map(|part| HOVER * accent[part] + (1.0 - HOVER) * ink[part]);
        assert!(
            contrast(colours["on-accent"], pressed) >= 4.5,
            "{scheme}: the main button under the pointer"
        );
    }
}

#[test]
fn a_browser_that_knows_no_schemes_shows_the_light_one() {
    let [(_, light), _] = schemes();
    assert_eq!(plain(), light);
}

#[test]
fn the_formula_is_that_of_the_standard() {
    assert_eq!(contrast(hex("#000"), hex("#ffffff")), 21.0);
    assert!((contrast(hex("#777777"), hex("#fff")) - 4.478).abs() < 0.001);
    assert!(THEME.contains(&format!("var(--_accent) {}%", HOVER * 100.0)));
}

/// The colours a browser takes that knows no schemes.
fn plain() -> BTreeMap<&'static str, Colour> {
    declared().filter(|(_, value)| value.starts_with('#')).map(|(name, value)| (name, hex(value))).collect()
}

/// The light and the dark.
fn schemes() -> [(&'static str, BTreeMap<&'static str, Colour>); 2] {
    [("light", 0), ("dark", 1)].map(|(scheme, place)| {
        let pairs = declared().filter_map(|(name, value)| {
            let both = value.strip_prefix("light-dark(")?.strip_suffix(')')?;
            Some((name, hex(both.split(", ").nth(place)?)))
        });
        (scheme, pairs.collect())
    })
}

/// Each `--constance-*` property with what is taken where a brand sets none.
fn declared() -> impl Iterator<Item = (&'static str, &'static str)> {
    THEME.lines().filter_map(|line| {
        let (name, value) = line.trim().split_once(": var(--constance-")?.1.split_once(", ")?;
        Some((name, value.strip_suffix(");")?))
    })
}

fn hex(text: &str) -> Colour {
    let digits: Vec<u32> = text[1..].chars().filter_map(|digit| digit.to_digit(16)).collect();
    let part = |place: usize| match digits.len() {
        3 => digits[place] * 17,
        _ => digits[2 * place] * 16 + digits[2 * place + 1],
    };
    [0, 1, 2].map(|place| f64::from(part(place)) / 255.0)
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = |part: f64| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = colour.map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
