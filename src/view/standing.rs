//! Where a known customer stands: tier, points, what there is to spend, the way to the next tier, until when.

use contract::experience::{Progress, Standing, When};
use yew::{Html, html};

pub(super) fn standing(standing: &Standing) -> Html {
    let balance = standing.balance.as_ref();
    let rest = [
        balance.map(|balance| html! { <p key="balance" part="balance">{ balance }</p> }),
        standing.progress.as_ref().map(progress),
        standing.kept.as_ref().map(kept),
    ];
    html! {
        <div key="standing" part="standing">
            <p key="tier" part="tier">{ &standing.tier_name }</p>
            <p key="points" part="points">{ &standing.points_text }</p>
            { for rest.into_iter().flatten() }
        </div>
    }
}

/// The text names the bar, so nothing is said twice and nothing by length alone.
fn progress(progress: &Progress) -> Html {
    html! {
        <div key="progress" part="next">
            <progress
                part="progress"
                value={progress.value.to_string()}
                max={progress.of.to_string()}
                aria-labelledby="next"
            />
            <p part="next-text" id="next">{ &progress.text }</p>
        </div>
    }
}

fn kept(kept: &When) -> Html {
    html! { <p key="kept" part="kept"><time datetime={kept.iso.clone()}>{ &kept.text }</time></p> }
}
