//! What customers read.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use contract::experience::Experience;
use domain::condition::{Condition, Leaf};
use domain::decision::{Situation, Visit};
use domain::event::Fact;
use domain::id::{ClaimId, Locale, OfferId};
use domain::lifecycle::{STAGES, Stage};
use domain::profile::Profile;
use expect_test::expect;

#[path = "experience/house.rs"]
mod house; // a small house and its customers
#[path = "experience/maison.rs"]
mod maison; // the demo brand's own customers
#[path = "experience/stages.rs"]
mod stages; // what a customer of each stage reads
#[path = "experience/reasons.rs"]
mod reasons; // why an offer is shown: a sentence for every fact
#[path = "experience/shopping.rs"]
mod shopping; // products, baskets, friends, benefits, days
#[path = "experience/account.rs"]
mod account; // what there is to spend and to use, and thanks
#[path = "experience/choice.rs"]
mod choice; // and which of them are said
#[path = "experience/change.rs"]
mod change; // and what would take it away
#[path = "experience/ending.rs"]
mod ending; // and when that is
#[path = "experience/languages.rs"]
mod languages; // one customer, in each language
#[path = "experience/sentences.rs"]
mod sentences; // the sentences there are
#[path = "experience/laws.rs"]
mod laws; // what holds of every explanation

use house::{at, for_customers, now, profile_of, program, read_out, shown, tell, terms, told};
use languages::LANGUAGES;

#[test]
fn the_four_customers_a_brand_cares_for_are_told_four_different_things() {
    for locale in ["en", "fr"] {
        let told = [Stage::Lapsed, Stage::AtRisk, Stage::Loyal, Stage::New].map(|stage| shown(stage, locale));
        let personal =
            |told: &Experience| told.offers.iter().find(|offer| offer.id != "evening").cloned().unwrap();
        for (i, one) in told.iter().enumerate() {
            for other in &told[i + 1..] {
                assert_ne!(one.greeting, other.greeting);
                assert_ne!(one.lead, other.lead);
                assert_ne!(personal(one).title, personal(other).title);
                assert_ne!(personal(one).why, personal(other).why);
            }
        }
    }
}

#[test]
fn a_visitor_sees_what_is_for_everyone_and_nothing_personal() {
    let (program, nobody) = (program(), Profile::default());
    let told = tell(&Situation::of_visitor(&program, &nobody, Visit::default(), now()), "en");
    expect![[r#"
        Welcome
        Here is what is open to everyone.
        * An evening (Until July 31)
            For everyone who visits.
    "#]]
    .assert_eq(&read_out(&told));
    assert_eq!((told.standing, told.benefits.len(), told.claims.len()), (None, 0, 0));
    assert!(told.offers.iter().all(|offer| !offer.claimable && !offer.declinable));
    let told = tell(&Situation::of_visitor(&program, &nobody, Visit::default(), now()), "fr");
    expect![[r#"
        Bienvenue
        Voici ce qui est ouvert à tous.
        * Une soirée (Jusqu’au 31 juillet)
            Pour qui nous rend visite.
    "#]]
    .assert_eq(&read_out(&told));
}

#[test]
fn only_what_has_a_voucher_can_be_claimed_and_all_can_be_declined() {
    let told = shown(Stage::New, "en");
    let can = |id: &str| told.offers.iter().find(|offer| offer.id == id).map(|o| (o.claimable, o.declinable));
    assert_eq!((can("evening"), can("second-visit")), (Some((false, true)), Some((true, true))));
}

#[test]
fn an_offer_brings_its_picture_and_link_in_the_customers_language() {
    let told = shown(Stage::New, "fr");
    let offer = told.offers.iter().find(|offer| offer.id == "evening").unwrap();
    assert_eq!(offer.image.as_ref().unwrap().alt, "Des chaises près d’une lampe");
    assert_eq!(offer.link.as_ref().unwrap().label, "Voir la soirée");
    assert_eq!(offer.until.as_ref().unwrap().iso, "1998-07-31");
}

#[test]
fn claims_stand_newest_first_in_the_words_they_were_promised_in_and_only_while_they_can_be_used() {
    let claimed = |id: &str, offer: &str, until| Fact::OfferClaimed {
        claim: ClaimId::new(id).unwrap(),
        offer: OfferId::new(offer).unwrap(),
        until: at(until),
        terms: terms("As promised", "Comme promis"),
    };
    let profile = profile_of([
        (at("1998-06-01T16:00:00Z"), claimed("old", "gift", "1998-07-02T04:00:00Z")),
        (at("1998-06-02T16:00:00Z"), claimed("over", "chair", "1998-06-20T04:00:00Z")),
        (at("1998-06-03T16:00:00Z"), claimed("back", "double", "1999-06-20T04:00:00Z")),
        (at("1998-06-04T16:00:00Z"), Fact::ClaimReleased { claim: ClaimId::new("back").unwrap() }),
        (at("1998-06-05T16:00:00Z"), claimed("young", "encore", "1999-01-02T05:00:00Z")),
    ]);
    let lines = |locale| {
        let told = told(&program(), &profile, locale).claims.into_iter();
        told.map(|claim| [claim.title, claim.text, claim.code, claim.until.text].join(" · "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    expect![[r#"
        As promised · As promised. · CODE-OF-young · Until January 1, 1999
        As promised · As promised. · CODE-OF-old · Until July 1"#]]
    .assert_eq(&lines("en"));
    expect![[r#"
        Comme promis · Comme promis. · CODE-OF-young · Jusqu’au 1er janvier 1999
        Comme promis · Comme promis. · CODE-OF-old · Jusqu’au 1er juillet"#]]
    .assert_eq(&lines("fr"));
}

#[test]
fn every_text_of_every_stage_and_language_is_whole() {
    for (stage, locale) in STAGES
        .into_iter()
        .flat_map(|stage| LANGUAGES.into_iter().chain(["en-us", "fr-ca"]).map(move |l| (stage, l)))
    {
        let program = languages::speaking(program());
        assert_whole(&told(&program, &house::profile(house::bought(stage)), locale));
    }
}

#[test]
fn no_word_of_ours_names_a_stage() {
    let labels = ["prospect", "new", "active", "loyal", "risk", "lapsed", "won", "won_back"];
    let french = ["prospect", "nouvelle", "actif", "active", "fidèle", "risque", "perdu", "reconquis"];
    let german = ["interessent", "neukunde", "aktiv", "treu", "treue", "gefährdet", "verloren"];
    let spanish = ["prospecto", "activo", "activa", "leal", "fiel", "riesgo", "perdido"];
    let italian = ["potenziale", "attivo", "fedele", "rischio", "perso", "riconquistato"];
    let arabic = ["محتمل", "نشط", "مخلص", "وفي", "معرض", "مفقود", "مستعاد"];
    let all = [&labels[..], &french[..], &german[..], &spanish[..], &italian[..], &arabic[..]];
    let all = LANGUAGES.into_iter().zip(all);
    let program = languages::speaking(program());
    for (stage, (locale, labels)) in STAGES.into_iter().flat_map(|stage| all.clone().map(move |l| (stage, l)))
    {
        for text in texts(&told(&program, &house::profile(house::bought(stage)), locale)) {
            let lower = text.to_lowercase();
            let named = lower.split(|c: char| !c.is_alphabetic()).any(|word| labels.contains(&word));
            assert!(!named, "{text}");
        }
    }
}

#[test]
fn what_ends_in_another_year_says_which() {
    let mut program = program();
    for (offer, until) in program.offers.iter_mut().zip(["1999-01-01T05:00:00Z", "1999-01-02T05:00:00Z"]) {
        offer.validity.until = Some(at(until));
    }
    let untils = |locale| {
        let offers = told(&program, &Profile::default(), locale).offers.into_iter();
        offers.filter_map(|offer| offer.until).map(|until| until.text).collect::<Vec<_>>().join(", ")
    };
    expect!["Until December 31, Until January 1, 1999"].assert_eq(&untils("en"));
    expect!["Jusqu’au 31 décembre, Jusqu’au 1er janvier 1999"].assert_eq(&untils("fr"));
}

#[test]
fn a_language_written_from_right_to_left_says_so() {
    let mut program = program();
    program.locales.extend(["ar", "he", "fa", "ur"].map(|tag| Locale::new(tag).unwrap()));
    for (locale, dir) in
        [("ar", "rtl"), ("he", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("fr", "ltr"), ("en", "ltr")]
    {
        assert_eq!(told(&program, &Profile::default(), locale).dir, dir, "{locale}");
    }
}

#[test]
fn the_brands_words_fall_back_to_the_main_language_and_then_to_the_programs_first() {
    let mut program = program();
    program.locales.extend(["fr-ca", "de"].map(|tag| Locale::new(tag).unwrap()));
    let first = |locale: &str| {
        let told = told(&program, &Profile::default(), locale);
        (told.locale, told.offers[0].title.clone())
    };
    assert_eq!(first("fr-ca"), ("fr-CA".to_owned(), "Une soirée".to_owned()));
    assert_eq!(first("de"), ("de".to_owned(), "An evening".to_owned()));
}

#[test]
fn the_same_situation_is_told_the_same() {
    let mut program = program();
    program.offers.push(for_customers(
        "all",
        "All",
        "Tous",
        Condition::Any(vec![Condition::Fact(Leaf::Stage(STAGES.to_vec()))]),
    ));
    let profile = house::profile(house::bought(Stage::Loyal));
    assert_eq!(told(&program, &profile, "fr"), told(&program, &profile, "fr"));
}

fn assert_whole(told: &Experience) {
    assert!(told.offers.iter().all(|offer| (1..=2).contains(&offer.why.len())), "{told:?}");
    for text in texts(told) {
        assert!(!text.trim().is_empty(), "an empty text: {told:?}");
        assert!(!["{", "}", "None", "Some(", "()", "!"].iter().any(|odd| text.contains(odd)), "{text}");
        let keys = service::words::Message::ALL.iter().map(|message| message.key());
        assert!(!keys.filter(|key| key.contains('-')).any(|key| text.contains(key)), "{text}");
    }
}

/// Every text a customer reads in it that is ours.
fn texts(told: &Experience) -> Vec<String> {
    let mut texts = vec![told.greeting.clone()];
    texts.extend(told.lead.clone());
    texts.extend(told.standing.iter().flat_map(|standing| {
        let progress = standing.progress.iter().map(|progress| progress.text.clone());
        let kept = standing.kept.iter().map(|kept| kept.text.clone());
        std::iter::once(standing.points_text.clone()).chain(progress).chain(kept)
    }));
    texts.extend(told.offers.iter().flat_map(|offer| offer.why.clone()));
    texts.extend(told.offers.iter().filter_map(|offer| Some(offer.until.as_ref()?.text.clone())));
    let words = told.words.clone();
    texts.extend([
        words.offers,
        words.benefits,
        words.claims,
        words.no_offers,
        words.why,
        words.claim,
        words.claiming,
    ]);
    texts.extend([
        words.decline,
        words.undo,
        words.code,
        words.copy,
        words.copied,
        words.copy_failed,
        words.failed,
    ]);
    texts.extend([words.retry, words.dismiss, words.stale, words.waiting]);
    texts.extend([words.reveal, words.masked, words.sign_in]);
    texts
}
