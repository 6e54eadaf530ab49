//! What is shown to whom.

use crate::kit::{between, claimed, html, masked, member, start, visitor};
use contract::experience::Experience;
use expect_test::{Expect, expect};

async fn looks(experience: Experience, expected: Expect) {
    expected.assert_eq(&html(start(experience)).await);
}

#[tokio::test]
async fn a_visitor_sees_what_is_for_everyone_and_nothing_to_claim() {
    looks(visitor(), expect![[r#"
        <section part="widget" lang="en" dir="ltr" aria-labelledby="greeting">
        <header part="header">
        <h2 part="greeting" id="greeting">From the house</h2>
        <p part="lead">Records, and a room to listen in.</p>
        </header>
        <section part="section offers-section" aria-labelledby="offers">
        <h3 part="heading" id="offers" tabindex="-1">Chosen for you</h3>
        <ul part="offers" role="list">
        <li part="item">
        <article part="card" aria-labelledby="offer-evening">
        <img part="image" src="/evening.svg" alt="A record like a rising sun" width="4" height="3" loading="lazy" decoding="async">
        <div part="body">
        <p part="reason">
        <span part="unseen">Why am I seeing this? </span>It is open to everyone.</p>
        <h4 part="title" id="offer-evening" tabindex="-1">Thursday evening</h4>
        <p part="text">One record, both sides.</p>
        <div part="actions">
        <a part="open main" href="/evenings" rel="noopener" data-offer="evening">
        <span part="label">See the evenings</span>
        <span part="unseen">: Thursday evening</span>
        </a>
        </div>
        </div>
        </article>
        </li>
        <li part="item">
        <article part="card" aria-labelledby="offer-catalogue">
        <div part="body">
        <p part="reason">
        <span part="unseen">Why am I seeing this? </span>It is open to everyone.</p>
        <h4 part="title" id="offer-catalogue" tabindex="-1">The catalogue</h4>
        <p part="text">In print.</p>
        </div>
        </article>
        </li>
        </ul>
        </section>
        </section>
    "#]]).await;
}

#[tokio::test]
async fn a_member_sees_where_they_stand_and_why_each_offer_is_there() {
    looks(
        member(),
        expect![[r#"
            <section part="widget" lang="en" dir="ltr" aria-labelledby="greeting">
            <header part="header">
            <h2 part="greeting" id="greeting">Good to have you here again</h2>
            </header>
            <div part="standing">
            <p part="tier" id="tier" tabindex="-1">Concerto</p>
            <p part="points">432 points</p>
            <p part="balance">340 points to spend</p>
            <div part="next">
            <progress part="progress" max="500" aria-labelledby="next" aria-valuetext="432 points" value="432">
            </progress>
            <p part="next-text" id="next">68 points to Symphonie</p>
            </div>
            <p part="kept">
            <time datetime="1999-05-03">Yours until 3 May 1999</time>
            </p>
            </div>
            <section part="section offers-section" aria-labelledby="offers">
            <h3 part="heading" id="offers" tabindex="-1">Chosen for you</h3>
            <ul part="offers" role="list">
            <li part="item">
            <article part="card" aria-labelledby="offer-seats">
            <div part="body">
            <p part="reason">
            <span part="unseen">Why am I seeing this? </span>You reached Concerto.</p>
            <h4 part="title" id="offer-seats" tabindex="-1">Two seats</h4>
            <p part="text">Beside the quartet.</p>
            <details part="why">
            <summary part="question">Why am I seeing this?</summary>
            <ul part="reasons" role="list">
            <li>You listen to quartets.</li>
            <li>It is for you as long as your tier is Concerto.</li>
            </ul>
            </details>
            <p part="fine-print">
            <time part="until" datetime="1998-07-31">Until 31 July 1998</time>
            <span part="terms">One pair a customer.</span>
            </p>
            <div part="actions">
            <button type="button" part="claim main" data-act="claim" data-offer="seats">
            <span part="label">Claim</span>
            <span part="unseen">: Two seats</span>
            </button>
            <a part="open" href="/seats" rel="noopener" data-offer="seats">
            <span part="label">See the hall</span>
            <span part="unseen">: Two seats</span>
            </a>
            <button type="button" part="decline" data-act="decline" data-offer="seats">
            <span part="label">Not for me</span>
            <span part="unseen">: Two seats</span>
            </button>
            </div>
            </div>
            </article>
            </li>
            <li part="item">
            <article part="card" aria-labelledby="offer-sleeves">
            <div part="body">
            <p part="reason">
            <span part="unseen">Why am I seeing this? </span>You own three.</p>
            <h4 part="title" id="offer-sleeves" tabindex="-1">New sleeves</h4>
            <p part="text">For three records.</p>
            <details part="why">
            <summary part="question">Why am I seeing this?</summary>
            <ul part="reasons" role="list">
            <li>It is for you until you order again.</li>
            </ul>
            </details>
            <div part="actions">
            <button type="button" part="claim main" data-act="claim" data-offer="sleeves">
            <span part="label">Claim</span>
            <span part="unseen">: New sleeves</span>
            </button>
            <button type="button" part="decline" data-act="decline" data-offer="sleeves">
            <span part="label">Not for me</span>
            <span part="unseen">: New sleeves</span>
            </button>
            </div>
            </div>
            </article>
            </li>
            </ul>
            </section>
            <section part="section benefits-section" aria-labelledby="benefits">
            <h3 part="heading" id="benefits">What your tier gives</h3>
            <ul part="benefits" role="list">
            <li part="benefit">
            <h4 part="benefit-title">Free delivery</h4>
            <p part="benefit-text">Always.</p>
            <p part="benefit-left">1 of 2 left</p>
            </li>
            </ul>
            </section>
            </section>
        "#]],
    )
    .await;
}

#[tokio::test]
async fn at_the_top_there_is_no_next_tier() {
    let mut top = member();
    top.standing.as_mut().unwrap().progress = None;
    let html = html(start(top)).await;
    expect![[r#"
        <div part="standing">
        <p part="tier" id="tier" tabindex="-1">Concerto</p>
        <p part="points">432 points</p>
        <p part="balance">340 points to spend</p>
        <p part="kept">
        <time datetime="1999-05-03">Yours until 3 May 1999</time>
        </p>
        </div>
    "#]]
    .assert_eq(&between(&html, "part=\"standing\"", "</div>"));
}

#[tokio::test]
async fn where_there_are_no_offers_it_says_so() {
    let html = html(start(Experience { offers: vec![], ..visitor() })).await;
    expect![[r#"
        <section part="section offers-section" aria-labelledby="offers">
        <h3 part="heading" id="offers" tabindex="-1">Chosen for you</h3>
        <p part="empty">Nothing new today.</p>
        </section>
    "#]]
    .assert_eq(&between(&html, "offers-section", "</section>"));
}

#[tokio::test]
async fn a_claim_shows_its_code_until_when_it_holds_and_the_way_back() {
    let html = html(start(claimed())).await;
    expect![[r#"
        <ul part="claims" role="list">
        <li part="item">
        <article part="ticket" aria-labelledby="claim-c1">
        <div part="ticket-body">
        <h4 part="ticket-title" id="claim-c1" tabindex="-1">Two seats</h4>
        <p part="ticket-text">Beside the quartet.</p>
        <p part="fine-print">
        <time part="until" datetime="1998-07-31">Use it until 31 July 1998</time>
        </p>
        </div>
        <div part="stub">
        <div part="voucher">
        <p part="code-label">Your code</p>
        <code part="code">MA7K-2QXD</code>
        <button type="button" part="copy" data-copy="MA7K-2QXD">
        <span part="label">Copy</span>
        <span part="unseen">: Two seats</span>
        </button>
        </div>
        <button type="button" part="undo" data-act="undo" data-offer="seats">
        <span part="label">Undo</span>
        <span part="unseen">: Two seats</span>
        </button>
        </div>
        </article>
        </li>
        </ul>
    "#]]
    .assert_eq(&between(&html, "part=\"claims\"", "</ul>"));
}

#[tokio::test]
async fn where_others_may_see_the_screen_figures_and_codes_are_not_in_the_page() {
    let html = html(start(masked())).await;
    expect![[r#"
        <div part="standing">
        <p part="tier" id="tier" tabindex="-1">Concerto</p>
        <p part="masked">Points and codes are hidden.</p>
        <button type="button" part="reveal" data-act="reveal" data-offer="tier">Show them</button>
        </div>
    "#]]
    .assert_eq(&between(&html, "part=\"standing\"", "</div>"));
    for hidden in ["432", "340 ", "MA7K", "part=\"points\"", "part=\"voucher\"", "<progress"] {
        assert!(!html.contains(hidden), "{hidden} in {html}");
    }
    assert_eq!(html.matches("data-act=\"reveal\"").count(), 1, "{html}");
}

#[tokio::test]
async fn what_ends_soon_has_a_timer_that_says_nothing_by_itself() {
    let ends = || Some("1998-08-01T04:00:00Z".to_owned());
    let mut experience = claimed();
    experience.claims[0].ends = ends();
    experience.offers[0].until = experience.claims[0].until.clone().into();
    experience.offers[0].ends = ends();
    let html = html(start(experience)).await;
    let timer =
        "<time part=\"left\" role=\"timer\" aria-live=\"off\" datetime=\"1998-08-01T04:00:00Z\">\n</time>";
    assert_eq!(html.matches(timer).count(), 2, "{html}");
    expect![[r#"
        <p part="fine-print">
        <time part="until" datetime="1998-07-31">Use it until 31 July 1998</time>
        <time part="left" role="timer" aria-live="off" datetime="1998-08-01T04:00:00Z">
        </time>
        </p>
    "#]]
    .assert_eq(&between(&html, "part=\"fine-print\"", "</p>"));
}

#[tokio::test]
async fn headings_begin_where_the_page_has_room_for_them() {
    let outline = |html: String| {
        let headings = html.lines().filter(|line| line.starts_with("<h") && !line.starts_with("<header"));
        let level = |line: &str| Some(line.split("aria-level=\"").nth(1)?.split('"').next()?.to_owned());
        let named =
            |line: &str| [line[1..3].to_owned()].into_iter().chain(level(line)).collect::<Vec<_>>().join("=");
        headings.map(named).collect::<Vec<_>>().join(" ")
    };
    for (level, expected) in [
        (2, "h2 h3 h4 h3 h4 h3 h4"),
        (3, "h3 h4 h5 h4 h5 h4 h5"),
        (4, "h4 h5 h6 h5 h6 h5 h6"),
        (5, "h5 h6 h6=7 h6 h6=7 h6 h6=7"),
        (6, "h6 h6=7 h6=8 h6=7 h6=8 h6=7 h6=8"),
    ] {
        let html = html(start(Experience { heading: level, ..claimed() })).await;
        assert_eq!(outline(html), expected, "{level}");
    }
}

#[tokio::test]
async fn a_language_from_right_to_left_is_marked_as_such() {
    let html = html(start(Experience { locale: "ar".into(), dir: "rtl".into(), ..visitor() })).await;
    assert!(html.starts_with(r#"<section part="widget" lang="ar" dir="rtl""#), "{html}");
}

#[tokio::test]
async fn every_button_has_a_name_of_its_own() {
    let html = html(start(claimed())).await;
    let lines: Vec<&str> = html.lines().collect();
    let mut names: Vec<String> =
        lines.windows(2).filter(|pair| pair[1].contains("\"unseen\">: ")).map(|pair| pair.concat()).collect();
    names.sort_unstable();
    let of_all = names.len();
    names.dedup();
    assert_eq!((names.len(), of_all), (4, 4), "{names:#?}");
}
