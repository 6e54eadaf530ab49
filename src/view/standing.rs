//! Where a known customer stands: tier, points, what there is to spend, the way to the next tier, until when. Where others
//! may see the screen, the tier alone, and the way to the rest.

use super::masked::masked;
use contract::experience::{Experience, Progress, Standing, When};
use yew::{Html, html};

pub(super) fn standing(shown: &Experience, standing: &Standing) -> Html {
    let masked = || vec![masked(shown, &shown.words.masked, "tier")];
    let rest = if shown.masked { masked() } else { figures(standing) };
    html! {
        <div key="standing" part="standing">
            <p key="tier" part="tier" id="tier" tabindex="-1">{ &standing.tier_name }</p>
            { for rest }
        </div>
    }
}

fn figures(standing: &Standing) -> Vec<Html> {
    let all = [
        Some(html! { <p key="points" part="points">{ &standing.points_text }</p> }),
        standing.balance.as_ref().map(|balance| html! { <p key="balance" part="balance">{ balance }</p> }),
        standing.progress.as_ref().map(|way| progress(way, &standing.points_text)),
        standing.kept.as_ref().map(kept),
    ];
    all.into_iter().flatten().collect()
}

/// The text names the bar and the points are what it stands at, so nothing is said twice and nothing by length alone.
fn progress(progress: &Progress, points: &str) -> Html {
    html! {
        <div key="progress" part="next">
            <progress
                part="progress"
                value={progress.value.to_string()}
                max={progress.of.to_string()}
                aria-labelledby="next"
                aria-valuetext={points.to_owned()}
            />
            <p part="next-text" id="next">{ &progress.text }</p>
        </div>
    }
}

fn kept(kept: &When) -> Html {
    html! { <p key="kept" part="kept"><time datetime={kept.iso.clone()}>{ &kept.text }</time></p> }
}
