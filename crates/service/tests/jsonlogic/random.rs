//! Rules that nobody chose, over every operator and every fact, with values near what customers have.

use std::collections::BTreeSet;

use domain::time::plus;
use serde_json::{Value, json};

use crate::chance::Chance;
use crate::customer::today;
use crate::fact::{Kind, facts};

/// Makes rules, and remembers what has been in them.
pub(crate) struct Author {
    pub(crate) chance: Chance,
    pub(crate) operators: BTreeSet<String>,
    pub(crate) facts: BTreeSet<(&'static str, String)>,
}

impl Author {
    pub(crate) fn rule(&mut self, depth: usize) -> Value {
        let rules = |author: &mut Self, count: usize| {
            let rules = (0..count).map(|_| author.rule(depth - 1));
            rules.collect::<Vec<Value>>()
        };
        let many = 1 + self.chance.below(3);
        match if depth == 0 { 0 } else { self.chance.below(12) } {
            0..6 => self.comparison(),
            6 => self.with("and", |author| json!(rules(author, many))),
            7 => self.with("or", |author| json!(rules(author, many))),
            8 => self.with("!", |author| {
                let rule = author.rule(depth - 1);
                if author.chance.one_in(2) { rule } else { json!([rule]) }
            }),
            9 => self.with("!!", |author| json!([author.rule(depth - 1)])),
            10 => self.with("if", |author| json!(rules(author, many + 1))),
            _ => json!(self.chance.one_in(2)),
        }
    }

    fn comparison(&mut self) -> Value {
        let all = facts();
        let (name, _, kind) = self.chance.pick(&all);
        let (name, kind) = (*name, *kind);
        let var = if self.chance.one_in(2) { json!({ "var": name }) } else { json!({ "var": [name] }) };
        let ordered = ["<", "<=", ">", ">="];
        let equal = ["==", "===", "!=", "!=="];
        let names = matches!(kind, Kind::Name(_) | Kind::Truth);
        let what = match self.chance.below(6) {
            0 if matches!(kind, Kind::Whole { .. } | Kind::Money { .. } | Kind::Number(_) | Kind::Truth) => {
                "var"
            }
            1 if kind != Kind::Truth => "in",
            2 if !names => "between",
            3 if !names => "order",
            4 if !names => "order",
            _ => "equality",
        };
        self.facts.insert((name, what.to_owned()));
        self.operators.insert("var".to_owned());
        match what {
            "var" => var,
            "in" => {
                let count = self.chance.below(4);
                let values: Vec<Value> = (0..count).map(|_| self.value(kind, true)).collect();
                self.with("in", |_| json!([var, values]))
            }
            "between" => {
                let operator = *self.chance.pick(&ordered);
                let (low, high) = (self.value(kind, false), self.value(kind, false));
                self.operators.insert(format!("{operator} of three"));
                json!({ operator: [low, var, high] })
            }
            what => {
                let equality = what == "equality";
                let operator = *self.chance.pick(if equality { &equal } else { &ordered });
                let value = self.value(kind, equality);
                let turned = self.chance.one_in(3);
                self.with(operator, |_| if turned { json!([value, var]) } else { json!([var, value]) })
            }
        }
    }

    fn with(&mut self, operator: &str, arguments: impl FnOnce(&mut Self) -> Value) -> Value {
        self.operators.insert(operator.to_owned());
        let arguments = arguments(self);
        json!({ operator: arguments })
    }

    fn value(&mut self, kind: Kind, may_lack: bool) -> Value {
        let lacks = matches!(
            kind,
            Kind::Whole { lacks: true, .. } | Kind::Money { lacks: true, .. } | Kind::Number(_)
        );
        if lacks && may_lack && self.chance.one_in(4) {
            return Value::Null;
        }
        match kind {
            Kind::Whole { most, .. } => match self.chance.below(6) {
                0 => json!(self.chance.below(most) as f64 + 0.5),
                1 => json!(self.chance.below(3) as i64 - 2),
                2 => json!(self.chance.below(most) as f64),
                _ => json!(self.chance.below(most + 1)),
            },
            Kind::Money { most, .. } => match self.chance.below(5) {
                0 => json!(self.chance.below(most)),
                1 => json!(self.chance.below(most) as f64 + 0.005),
                2 => json!(-0.01),
                _ => {
                    let cents = format!("{}.{:02}", self.chance.below(most), self.chance.below(100));
                    serde_json::from_str(&cents).unwrap()
                }
            },
            Kind::Number(most) => match self.chance.one_in(4) {
                true => json!(0),
                false => json!(self.chance.below(most * 10) as f64 / 10.0),
            },
            Kind::Name(names) => json!(self.chance.pick(names)),
            Kind::Date => json!(plus(today(), self.chance.below(9) as i32 - 4).to_string()),
            Kind::Truth => json!(self.chance.one_in(2)),
        }
    }
}
