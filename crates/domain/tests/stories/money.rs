//! Amounts are read exactly or refused.

use domain::money::{Currency, InvalidMoney, Money, Rounding, Told};

use crate::story::money;

fn read(text: &str, currency: &str) -> Result<i64, InvalidMoney> {
    Money::parse(text, Currency::new(currency)?).map(|money| money.minor)
}

#[test]
fn an_amount_is_kept_in_the_minor_units_of_its_currency() {
    assert_eq!(read("12.5", "USD"), Ok(1_250));
    assert_eq!(read("12", "USD"), Ok(1_200));
    assert_eq!(read("-0.05", "USD"), Ok(-5));
    assert_eq!(read("0", "USD"), Ok(0));
    assert_eq!(read("1250", "JPY"), Ok(1_250));
    assert_eq!(read("1.234", "KWD"), Ok(1_234));
}

#[test]
fn noughts_at_the_end_are_no_precision() {
    assert_eq!(read("12.500", "USD"), Ok(1_250));
    assert_eq!(read("1250.00", "JPY"), Ok(1_250));
}

#[test]
fn an_amount_finer_than_its_currency_is_refused_not_rounded() {
    assert_eq!(read("12.505", "USD"), Err(InvalidMoney::TooPrecise(2)));
    assert_eq!(read("1.5", "JPY"), Err(InvalidMoney::TooPrecise(0)));
    assert_eq!(read("1.2345", "KWD"), Err(InvalidMoney::TooPrecise(3)));
}

/// Published values: the reference on loyalty ledgers, 8.3, value 25.
#[test]
fn an_amount_between_two_cents_is_rounded_by_a_rule_with_a_name() {
    let round =
        |text, rounding| Money::round(text, Currency::new("EUR").unwrap(), rounding).map(|money| money.minor);
    let both = |text| (round(text, Rounding::HalfEven), round(text, Rounding::HalfUp));
    assert_eq!(both("0.125"), (Ok(12), Ok(13)));
    assert_eq!(both("10.005"), (Ok(1_000), Ok(1_001)));
    assert_eq!(both("0.135"), (Ok(14), Ok(14)));
    assert_eq!(both("-0.125"), (Ok(-12), Ok(-13)));
    assert_eq!(both("0.1251"), (Ok(13), Ok(13)));
    assert_eq!(both("0.12499999999999999999999"), (Ok(12), Ok(12)));
    assert_eq!(both("0.996"), (Ok(100), Ok(100)));
    assert_eq!(both("0.12500"), (Ok(12), Ok(13)));
    assert_eq!(both("7"), (Ok(700), Ok(700)));
    assert_eq!(both("1,5"), (Err(InvalidMoney::NotADecimal), Err(InvalidMoney::NotADecimal)));
    assert_eq!(both("92233720368547758.079"), (Err(InvalidMoney::TooLarge), Err(InvalidMoney::TooLarge)));
}

#[test]
fn what_is_no_plain_decimal_is_refused() {
    for text in [
        "", "-", ".5", "5.", "1,50", "+1", "1e3", " 1", "1 ", "--1", "1.2.3", "1.-2", "ten", "٣", "NaN",
        "0x1",
    ] {
        assert_eq!(read(text, "USD"), Err(InvalidMoney::NotADecimal), "`{text}`");
    }
}

#[test]
fn an_amount_that_does_not_fit_is_refused() {
    assert_eq!(read("92233720368547758.07", "USD"), Ok(i64::MAX));
    assert_eq!(read("92233720368547758.08", "USD"), Err(InvalidMoney::TooLarge));
    assert_eq!(read("99999999999999999999999", "JPY"), Err(InvalidMoney::TooLarge));
}

#[test]
fn a_currency_is_a_code_in_use_in_capitals() {
    for code in ["", "usd", "US", "USDX", "ZZZ", "$"] {
        assert_eq!(Currency::new(code), Err(InvalidMoney::UnknownCurrency), "`{code}`");
    }
    assert_eq!(Currency::new("JPY").unwrap().scale(), 1);
    assert_eq!(Currency::new("KWD").unwrap().scale(), 1_000);
}

#[test]
fn an_amount_shows_the_digits_of_its_currency() {
    assert_eq!(money("12.5", "USD").to_string(), "12.50 USD");
    assert_eq!(money("-0.05", "USD").to_string(), "-0.05 USD");
    assert_eq!(money("0", "USD").to_string(), "0.00 USD");
    assert_eq!(money("1250", "JPY").to_string(), "1250 JPY");
    assert_eq!(money("1.2", "KWD").to_string(), "1.200 KWD");
}

#[test]
fn an_amount_whose_currency_was_not_told_is_of_whatever_it_is_about() {
    let told = |text| Told::parse(text, None);
    for text in ["4", "4.05", "0.1234", "-0.5", "12000"] {
        assert_eq!(told(text).unwrap().to_string(), text);
    }
    assert_eq!(told("0.12345"), Err(InvalidMoney::TooPrecise(4)));
    let within = |text, currency| told(text).unwrap().within(Currency::new(currency).unwrap());
    assert_eq!(within("4.05", "EUR"), Some(money("4.05", "EUR")));
    assert_eq!(within("40.5", "JPY"), Some(money("41", "JPY")), "rounded");
    assert_eq!(within("40.4999", "JPY"), Some(money("40", "JPY")));
    assert_eq!(Told::from(money("4", "EUR")).within(Currency::new("USD").unwrap()), None);
}

#[test]
fn a_refusal_says_what_to_write() {
    assert_eq!(
        InvalidMoney::TooPrecise(2).to_string(),
        "must have at most 2 digits after the point in this currency"
    );
    assert_eq!(InvalidMoney::NotADecimal.to_string(), "must be a plain decimal number, such as 12.50");
}
