//! The one component: it holds the state, lets actions change it, and asks for what a change calls for.

use crate::state::{Action, Effect, State};
use crate::view;
use contract::experience::Experience;
use std::rc::Rc;
use yew::{Callback, Component, Context, Html, Properties};

/// The widget.
pub struct App {
    state: State,
}

/// What the widget is given when it starts.
#[derive(Properties, PartialEq)]
pub struct Props {
    /// What is shown first.
    pub experience: Rc<Experience>,
    /// Does what the widget cannot do itself, and reports back through the callback that comes along.
    pub perform: Callback<(Effect, Callback<Action>)>,
}

impl Component for App {
    type Message = Action;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self { state: State::new(ctx.props().experience.clone()) }
    }

    fn update(&mut self, ctx: &Context<Self>, action: Action) -> bool {
        let next = self.state.next(action);
        let changed = next != self.state;
        for effect in self.state.effects_before(&next) {
            ctx.props().perform.emit((effect, ctx.link().callback(|action| action)));
        }
        self.state = next;
        changed
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        view::widget(&self.state, &ctx.link().callback(|action| action))
    }

    /// The focus can only move to what is already in the page.
    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if let Some(id) = self.state.focus.take() {
            ctx.props().perform.emit((Effect::Focus(id), Callback::noop()));
        }
    }
}
