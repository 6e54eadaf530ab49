//! The words of the interface: whole in every language, and written as each language writes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contract::act::Outcome;
use domain::id::Locale;
use domain::money::{Currency, Money};
use domain::time::Date;
use expect_test::expect;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use service::words::{FILES, Message, Speech, Value, speech};

/// The number that comes with each day, and the forms of a day that a language makes of it for its own messages.
const NUMBERED: &str = "of-month";
const FORMS: [&str; 2] = ["to-day", "on-day"];

fn in_language(tag: &str) -> Arc<Speech> {
    speech(&Locale::new(tag).unwrap())
}

/// Without the marks that keep what is put in apart from right to left: nobody sees them.
fn seen(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// Each message of a file, and the values it asks for.
fn messages(file: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut messages = BTreeMap::<&str, BTreeSet<&str>>::new();
    let mut name = "";
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) =
            line.split_once(" = ").filter(|_| line.starts_with(|c: char| c.is_alphabetic()))
        {
            name = key;
            messages.entry(name).or_default();
        }
        let asked = line.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or_default());
        let formed = FORMS.iter().filter(|form| line.contains(&format!("{{ {form} }}"))).map(|_| "day");
        messages.entry(name).or_default().extend(asked.filter(|value| *value != NUMBERED).chain(formed));
    }
    messages.retain(|name, _| !name.is_empty() && !FORMS.contains(name));
    messages
}

#[test]
fn every_language_has_the_same_messages_with_the_same_values() {
    for (language, file) in FILES {
        assert_eq!(messages(file), messages(FILES[0].1), "{language}");
    }
}

#[test]
fn every_language_is_spoken_in_its_own_words() {
    for (language, _) in FILES {
        assert_eq!(in_language(language).tag(), language);
        let same =
            FILES.iter().filter(|(other, _)| in_language(other).words() == in_language(language).words());
        assert_eq!(same.count(), 1, "{language}");
    }
}

#[test]
fn every_message_that_can_be_said_stands_in_the_files_and_no_other() {
    let said: BTreeSet<&str> = Message::ALL.iter().map(|message| message.key()).collect();
    assert_eq!(said.len(), Message::ALL.len(), "two messages of one name");
    assert_eq!(said, messages(FILES[0].1).into_keys().collect());
}

#[test]
fn every_message_is_said_without_an_error() {
    for (language, file) in FILES {
        let resource = FluentResource::try_new(file.to_owned()).unwrap();
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.add_resource(&resource).unwrap();
        for (name, values) in messages(file) {
            for count in [0, 1, 2, 5, 8, 11, 21, 100, 365, 1_000_000] {
                let sample = |value| if value == "count" { count.into() } else { FluentValue::from("some") };
                let numbered = (NUMBERED, FluentValue::from(count));
                let arguments: FluentArgs<'_> =
                    values.iter().map(|value| (*value, sample(*value))).chain([numbered]).collect();
                let (mut errors, pattern) = (Vec::new(), bundle.get_message(name).unwrap().value().unwrap());
                let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                assert!(
                    errors.is_empty() && !said.is_empty() && !said.contains('{'),
                    "{language} {name}: {errors:?}"
                );
            }
        }
    }
}

#[test]
fn the_words_are_calm_and_well_set() {
    for (language, file) in FILES {
        let text = file.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        assert!(!text.contains(['!', '\'', '"']), "{language}: no exclamation mark, and typographic quotes");
        assert!(!text.contains("..."), "{language}: an ellipsis is one character");
    }
    let french = FILES[1].1;
    assert!(!french.contains("« ") && !french.contains(" »"), "a no-break space inside guillemets");
}

#[test]
fn the_interface_speaks_six_languages() {
    let told = FILES.map(|(tag, _)| {
        let words = in_language(tag).words();
        [words.why, words.decline, words.stale, words.waiting, words.reveal, words.masked, words.sign_in]
            .join("\n")
    });
    expect![[r#"
        Why you see this
        Not for me
        This may no longer be up to date.
        There is no connection. This is sent as soon as there is one.
        Show what is hidden
        Points and codes are hidden.
        Please sign in again, then try once more.

        Pourquoi vous voyez ceci
        Pas pour moi
        Ces informations ne sont peut-être plus à jour.
        La connexion est coupée. L’envoi se fera dès son retour.
        Afficher ce qui est masqué
        Les points et les codes sont masqués.
        Veuillez vous reconnecter, puis réessayer.

        Warum Sie das sehen
        Nichts für mich
        Diese Angaben sind möglicherweise nicht mehr aktuell.
        Es besteht keine Verbindung. Sobald sie wieder da ist, wird dies gesendet.
        Verborgenes anzeigen
        Punkte und Codes sind verborgen.
        Bitte melden Sie sich erneut an und versuchen Sie es dann noch einmal.

        Por qué ve esto
        No me interesa
        Es posible que esta información ya no esté al día.
        No hay conexión. Se enviará en cuanto se recupere.
        Mostrar lo que está oculto
        Los puntos y los códigos están ocultos.
        Vuelva a iniciar sesión e inténtelo de nuevo, por favor.

        Perché vede questo
        Non fa per me
        Queste informazioni potrebbero non essere aggiornate.
        Connessione assente. L’invio avverrà appena sarà tornata.
        Mostra ciò che è nascosto
        Punti e codici sono nascosti.
        La preghiamo di accedere di nuovo e poi di riprovare.

        سبب ظهور هذا لكم
        لا يناسبني
        قد لا تكون هذه المعلومات محدَّثة.
        لا يوجد اتصال. سيُرسَل طلبكم فور عودته.
        إظهار ما هو مخفي
        النقاط والرموز مخفية.
        يُرجى تسجيل الدخول من جديد ثم إعادة المحاولة."#]]
    .assert_eq(&told.join("\n\n"));
}

#[test]
fn a_language_without_a_file_of_its_own_is_spoken_to_in_the_nearest() {
    assert_eq!(in_language("fr-ca").words(), in_language("fr").words());
    assert_eq!(in_language("ar-eg").words(), in_language("ar").words());
    assert_eq!(in_language("nl").words(), in_language("en").words());
    let day = [("day", Value::Day(Date::constant(1999, 5, 3), Date::constant(1998, 6, 30)))];
    assert_eq!(
        in_language("nl").say(Message::Until, &day),
        "Until May 3, 1999",
        "no Dutch date in English words"
    );
    assert_eq!(in_language("not-a-language-at-all").say(Message::Until, &day), "Until May 3, 1999");
}

#[test]
fn an_act_is_announced() {
    let told = FILES.map(|(tag, _)| {
        [
            (Outcome::Claimed, false),
            (Outcome::Claimed, true),
            (Outcome::Declined, true),
            (Outcome::Undone, true),
        ]
        .map(|(outcome, masked)| in_language(tag).notice(outcome, masked))
        .join("\n")
    });
    expect![[r#"
        Claimed. Your code is below.
        Claimed. Your code is hidden until you choose to show it.
        Noted. This offer is set aside.
        Undone.
        C’est à vous. Votre code figure ci-dessous.
        C’est à vous. Votre code reste masqué tant que vous ne l’affichez pas.
        C’est noté. Cette offre est mise de côté.
        C’est annulé.
        Gesichert. Ihr Code steht weiter unten.
        Gesichert. Ihr Code bleibt verborgen, bis Sie ihn anzeigen.
        Notiert. Dieses Angebot wird zurückgestellt.
        Rückgängig gemacht.
        Ya está. Su código figura más abajo.
        Ya está. Su código permanece oculto hasta que decida mostrarlo.
        Tomamos nota. Esta oferta queda apartada.
        Deshecho.
        Fatto. Il suo codice è qui sotto.
        Fatto. Il suo codice resta nascosto finché non sceglie di mostrarlo.
        Ne teniamo conto. Questa offerta viene messa da parte.
        Annullato.
        تم الحصول على العرض. تجدون رمزكم أدناه.
        تم الحصول على العرض. يبقى رمزكم مخفيًا إلى أن تختاروا إظهاره.
        أخذنا علمًا بذلك. وُضع هذا العرض جانبًا.
        تم التراجع."#]]
    .assert_eq(&told.join("\n"));
}

#[test]
fn points_take_the_plural_and_the_grouping_of_the_language() {
    let points = |tag, count| in_language(tag).say(Message::Points, &[("count", Value::Count(count))]);
    let all = |tag| [0, 1, 2, 1_250, 1_234_567].map(|count| points(tag, count));
    assert_eq!(all("en"), ["0 points", "1 point", "2 points", "1,250 points", "1,234,567 points"]);
    let narrow = ["0 point", "1 point", "2 points", "1\u{202f}250 points", "1\u{202f}234\u{202f}567 points"];
    assert_eq!(all("fr"), narrow);
    assert_eq!(all("de")[3], "1.250 Punkte");
    assert_eq!(all("es")[3..], ["1250 puntos", "1.234.567 puntos"]);
    assert_eq!(all("it")[1..4], ["1 punto", "2 punti", "1250 punti"]);
}

#[test]
fn arabic_has_the_digits_of_its_country() {
    let said = ["ar", "ar-eg"].map(|tag| {
        let (arabic, today) = (in_language(tag), Date::constant(1998, 6, 30));
        let amount = Value::Money(Money { minor: 123_450, currency: Currency::new("EGP").unwrap() });
        let day = Value::Day(Date::constant(1999, 5, 3), today);
        let within = arabic.say(Message::WithinDays, &[("count", Value::Count(90))]);
        let time = Value::Time(domain::time::Time::constant(18, 5, 0, 0));
        [
            arabic.say(Message::Points, &[("count", Value::Count(1_250))]),
            arabic.say(Message::Spent, &[("amount", amount), ("within", Value::Text(&within))]),
            arabic.say(Message::UntilTime, &[("day", day), ("time", time)]),
        ]
        .map(|said| seen(&said))
        .join("\n")
    });
    expect![[r#"
        1,250 نقطة
        أنفقتم ‏1,234.50 ج.م.‏ خلال آخر 90 يومًا.
        حتى 3 مايو 1999، 6:05 م
        ١٬٢٥٠ نقطة
        أنفقتم ‏١٬٢٣٤٫٥٠ ج.م.‏ خلال آخر ٩٠ يومًا.
        حتى ٣ مايو ١٩٩٩، ٦:٠٥ م"#]]
    .assert_eq(&said.join("\n"));
}

#[test]
fn arabic_has_a_form_for_none_one_two_few_many_and_the_rest() {
    let arabic = in_language("ar");
    let counts = [0, 1, 2, 3, 10, 11, 99, 100, 103, 111];
    let all = |message| counts.map(|count| arabic.say(message, &[("count", Value::Count(count))])).join("\n");
    expect![[r#"
        لا نقاط
        نقطة واحدة
        نقطتان
        3 نقاط
        10 نقاط
        11 نقطة
        99 نقطة
        100 نقطة
        103 نقطة
        111 نقطة"#]]
    .assert_eq(&seen(&all(Message::Points)));
    expect![[r#"
        ليست لديكم نقاط متاحة للصرف.
        لديكم نقطة واحدة متاحة للصرف.
        لديكم نقطتان متاحتان للصرف.
        لديكم 3 نقاط متاحة للصرف.
        لديكم 10 نقاط متاحة للصرف.
        لديكم 11 نقطة متاحة للصرف.
        لديكم 99 نقطة متاحة للصرف.
        لديكم 100 نقطة متاحة للصرف.
        لديكم 103 نقطة متاحة للصرف.
        لديكم 111 نقطة متاحة للصرف."#]]
    .assert_eq(&seen(&all(Message::PointsToSpend)));
}

#[test]
fn from_right_to_left_what_is_put_in_keeps_its_own_direction() {
    let tier = [("tier", Value::Text("Concerto"))];
    assert_eq!(in_language("ar").say(Message::Tier, &tier), "فئتكم هي \u{2068}Concerto\u{2069}.");
    assert_eq!(in_language("de").say(Message::Tier, &tier), "Ihre Stufe ist Concerto.");
}

#[test]
fn days_are_written_as_the_language_writes_them() {
    let today = Date::constant(1998, 6, 30);
    let until = |tag, day| in_language(tag).say(Message::Until, &[("day", Value::Day(day, today))]);
    let days = [Date::constant(1998, 7, 1), Date::constant(1998, 7, 31), Date::constant(1999, 1, 1)];
    let all = |tag| days.map(|day| until(tag, day));
    assert_eq!(all("en"), ["Until July 1", "Until July 31", "Until January 1, 1999"]);
    assert_eq!(all("en-gb"), ["Until 1 July", "Until 31 July", "Until 1 January 1999"]);
    assert_eq!(all("fr"), ["Jusqu’au 1er juillet", "Jusqu’au 31 juillet", "Jusqu’au 1er janvier 1999"]);
    assert_eq!(all("de"), ["Bis zum 1. Juli", "Bis zum 31. Juli", "Bis zum 1. Januar 1999"]);
    assert_eq!(all("es"), ["Hasta el 1 de julio", "Hasta el 31 de julio", "Hasta el 1 de enero de 1999"]);
    assert_eq!(all("it"), ["Fino al 1º luglio", "Fino al 31 luglio", "Fino al 1º gennaio 1999"]);
    assert_eq!(until("it", Date::constant(1998, 7, 8)), "Fino all’8 luglio");
    assert_eq!(until("it", Date::constant(1999, 7, 11)), "Fino all’11 luglio 1999");
    expect![[r#"
        حتى 1 يوليو
        حتى 31 يوليو
        حتى 1 يناير 1999"#]]
    .assert_eq(&seen(&all("ar").join("\n")));
    let month = |tag| in_language(tag).say(Message::LastOrderMonth, &[("month", Value::Month(today))]);
    assert_eq!(month("en"), "Your last order was in June 1998.");
    assert_eq!(month("fr"), "Votre dernière commande remonte à juin 1998.");
    assert_eq!(month("de"), "Ihre letzte Bestellung war im Juni 1998.");
    assert_eq!(month("es"), "Su último pedido fue en junio de 1998.");
    assert_eq!(month("it"), "Il suo ultimo ordine è di giugno 1998.");
}

#[test]
fn money_is_written_as_the_language_writes_it() {
    let spent = |tag, code, minor| {
        let money = Money { minor, currency: Currency::new(code).unwrap() };
        let said = in_language(tag)
            .say(Message::Spent, &[("amount", Value::Money(money)), ("within", Value::Text("|"))]);
        said.chars().skip_while(|c| !c.is_numeric() && !"$€¥-".contains(*c)).collect::<String>()
    };
    assert_eq!(spent("en", "USD", 125_050), "$1,250.50 |.");
    assert_eq!(spent("fr", "EUR", 125_050), "1\u{202f}250,50\u{a0}€ |.");
    assert_eq!(spent("fr", "USD", 5), "0,05\u{a0}$US |.");
    assert_eq!(spent("de", "EUR", 125_050), "1.250,50\u{a0}€ ausgegeben.");
    assert_eq!(spent("es", "EUR", 125_050), "1250,50\u{a0}€ |.");
    assert_eq!(spent("it", "EUR", 125_050), "1250,50\u{a0}€ |.");
    assert_eq!(spent("en", "JPY", 1_250), "¥1,250 |.", "a currency without cents");
    assert_eq!(spent("en", "EUR", i64::MAX), "€92,233,720,368,547,758.07 |.");
}
