//! Experiences to render, and HTML made readable.

use constance::state::{Action, State, Verb};
use constance::view;
use contract::experience::{Benefit, Claim, Experience, Image, Link, Offer, Progress, Standing, When};
use contract::words::Words;
use std::rc::Rc;
use tokio::task::LocalSet;
use yew::{Callback, Html, LocalServerRenderer, Properties, component};

/// A visitor: two offers for everyone, nothing to claim.
pub(crate) fn visitor() -> Experience {
    let texts =
        |title: &str, text: &str| Offer { title: title.into(), text: text.into(), ..Offer::default() };
    Experience {
        build: "0000000000000000".into(),
        brand: "maison".into(),
        placement: "home".into(),
        locale: "en".into(),
        dir: "ltr".into(),
        greeting: "From the house".into(),
        lead: Some("Records, and a room to listen in.".into()),
        offers: vec![
            Offer {
                id: "evening".into(),
                why: vec!["It is open to everyone.".into()],
                image: Some(Image { src: "/evening.svg".into(), alt: "A record like a rising sun".into() }),
                link: Some(Link { href: "/evenings".into(), label: "See the evenings".into() }),
                ..texts("Thursday evening", "One record, both sides.")
            },
            Offer {
                id: "catalogue".into(),
                why: vec!["It is open to everyone.".into()],
                ..texts("The catalogue", "In print.")
            },
        ],
        words: words(),
        ..Experience::default()
    }
}

/// A customer on the way to the next tier, with one offer to claim.
pub(crate) fn member() -> Experience {
    Experience {
        greeting: "Good to have you here again".into(),
        lead: None,
        standing: Some(Standing {
            stage: "loyal".into(),
            tier: "concerto".into(),
            tier_name: "Concerto".into(),
            points: 432,
            points_text: "432 points".into(),
            balance: Some("340 points to spend".into()),
            progress: Some(Progress { value: 432, of: 500, text: "68 points to Symphonie".into() }),
            kept: Some(When { iso: "1999-05-03".into(), text: "Yours until 3 May 1999".into() }),
        }),
        benefits: vec![Benefit {
            id: "delivery".into(),
            title: "Free delivery".into(),
            text: "Always.".into(),
            left: Some("1 of 2 left".into()),
        }],
        offers: vec![
            Offer {
                id: "seats".into(),
                title: "Two seats".into(),
                text: "Beside the quartet.".into(),
                why: vec!["You reached Concerto.".into(), "You listen to quartets.".into()],
                change: Some("It is for you as long as your tier is Concerto.".into()),
                until: Some(When { iso: "1998-07-31".into(), text: "Until 31 July 1998".into() }),
                terms: Some("One pair a customer.".into()),
                link: Some(Link { href: "/seats".into(), label: "See the hall".into() }),
                claimable: true,
                declinable: true,
                ..Offer::default()
            },
            Offer {
                id: "sleeves".into(),
                title: "New sleeves".into(),
                text: "For three records.".into(),
                why: vec!["You own three.".into()],
                change: Some("It is for you until you order again.".into()),
                claimable: true,
                declinable: true,
                ..Offer::default()
            },
        ],
        ..visitor()
    }
}

/// The member after claiming the seats.
pub(crate) fn claimed() -> Experience {
    let mut next = member();
    next.offers.remove(0);
    next.claims.push(Claim {
        id: "c1".into(),
        offer: "seats".into(),
        title: "Two seats".into(),
        text: "Beside the quartet.".into(),
        terms: None,
        code: "MA7K-2QXD".into(),
        until: When { iso: "1998-07-31".into(), text: "Use it until 31 July 1998".into() },
        ends: None,
    });
    next
}

/// The member with a claim, on a screen that others may see: what the service leaves out is not there.
pub(crate) fn masked() -> Experience {
    let mut next = claimed();
    next.standing = next.standing.map(|Standing { stage, tier, tier_name, .. }| Standing {
        stage,
        tier,
        tier_name,
        ..Standing::default()
    });
    next.claims[0].code = String::new();
    Experience { masked: true, ..next }
}

/// The member after declining the seats.
pub(crate) fn declined() -> Experience {
    let mut next = member();
    next.offers.remove(0);
    next
}

fn words() -> Words {
    Words {
        offers: "Chosen for you".into(),
        benefits: "What your tier gives".into(),
        claims: "Yours to use".into(),
        matters: "In progress".into(),
        no_offers: "Nothing new today.".into(),
        why: "Why am I seeing this?".into(),
        claim: "Claim".into(),
        claiming: "Claiming…".into(),
        decline: "Not for me".into(),
        undo: "Undo".into(),
        code: "Your code".into(),
        copy: "Copy".into(),
        copied: "Copied".into(),
        copy_failed: "Press Ctrl+C".into(),
        failed: "This did not reach us.".into(),
        gone: "This can no longer be had.".into(),
        retry: "Try again".into(),
        dismiss: "Close".into(),
        stale: "This may be old.".into(),
        changed: "Something changed.".into(),
        waiting: "This waits for the network.".into(),
        reveal: "Show them".into(),
        masked: "Points and codes are hidden.".into(),
        sign_in: "Please sign in again.".into(),
        left: "Time left:".into(),
        ended: "Over.".into(),
    }
}

/// The state an experience starts with.
pub(crate) fn start(experience: Experience) -> State {
    State::new(Rc::new(experience))
}

/// The state in which this act is under way.
pub(crate) fn acting(verb: Verb, offer: &str) -> State {
    start(member()).next(Action::Act(verb, offer.into()))
}

/// The answer to the act of this serial number.
pub(crate) fn answer(serial: u32, experience: Experience, notice: &str) -> Action {
    Action::Answered { serial, experience: Rc::new(experience), notice: notice.into() }
}

#[derive(Properties, PartialEq)]
struct Props {
    state: State,
}

#[component]
fn Page(props: &Props) -> Html {
    view::widget(&props.state, &Callback::noop())
}

/// A state as HTML, one element a line.
pub(crate) async fn html(state: State) -> String {
    let page = LocalServerRenderer::<Page>::with_props(Props { state }).hydratable(false);
    let html = LocalSet::new().run_until(page.render()).await;
    html.replace("><", ">\n<") + "\n"
}

/// The part of the HTML from the first line that contains `from` to the first after it that contains `to`.
pub(crate) fn between(html: &str, from: &str, to: &str) -> String {
    let lines = html.lines().skip_while(|line| !line.contains(from));
    let mut part: Vec<&str> = Vec::new();
    for line in lines {
        part.push(line);
        if part.len() > 1 && line.contains(to) {
            break;
        }
    }
    part.join("\n") + "\n"
}
