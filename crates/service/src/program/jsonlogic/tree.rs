//! What holds a rule together: `and`, `or`, `!`, `if`.

use domain::condition::Condition;
use domain::money::Currency;
use serde_json::Value;

use super::compare::{between, comparison, equals_one_of, truth};
use super::fact::Fact;
use super::operator::Operator;
use super::{Invalid, MOST_LEAVES, Wrong};

/// What is known while a rule is read.
pub(super) struct Reader {
    pub(super) currency: Currency,
    /// How many leaves it has come to.
    pub(super) leaves: usize,
}

impl Reader {
    /// A rule: what can be true or false.
    pub(super) fn rule(&mut self, rule: &Value, path: &str) -> Result<Condition, Invalid> {
        self.leaves += 1;
        if self.leaves > MOST_LEAVES {
            return Err(wrong(path, Wrong::TooLarge));
        }
        if let Value::Bool(holds) = rule {
            return Ok(sure(*holds));
        }
        let Some((operator, arguments)) = operation(rule) else { return Err(wrong(path, Wrong::NotARule)) };
        let path = &if path.is_empty() { operator.to_owned() } else { format!("{path}.{operator}") };
        match operator {
            "and" => Ok(Condition::All(self.rules(arguments, path)?)),
            "or" => Ok(Condition::Any(self.rules(arguments, path)?)),
            "!" => Ok(Condition::Not(Box::new(self.only(arguments, path)?))),
            "!!" => self.only(arguments, path),
            "if" => self.choice(arguments, path, 0),
            "var" => self.fact(rule, path).map(|fact| truth(&fact))?.map_err(|error| wrong(path, error)),
            "in" => self.among(arguments, path),
            other => match Operator::named(other) {
                Some(operator) => self.compared(operator, arguments, path),
                None => Err(wrong(path, Wrong::Operator(other.to_owned()))),
            },
        }
    }

    fn rules(&mut self, rules: &[Value], path: &str) -> Result<Vec<Condition>, Invalid> {
        if rules.is_empty() {
            return Err(wrong(path, Wrong::Arguments { found: 0, takes: "one or more" }));
        }
        rules.iter().enumerate().map(|(index, rule)| self.rule(rule, &format!("{path}[{index}]"))).collect()
    }

    fn only(&mut self, arguments: &[Value], path: &str) -> Result<Condition, Invalid> {
        match arguments {
            [rule] => self.rule(rule, &format!("{path}[0]")),
            _ => Err(wrong(path, Wrong::Arguments { found: arguments.len(), takes: "one" })),
        }
    }

    /// If this, then that, else if … else. Without an `else` it does not hold.
    fn choice(&mut self, arguments: &[Value], path: &str, from: usize) -> Result<Condition, Invalid> {
        let at = |index: usize| format!("{path}[{}]", from + index);
        match arguments {
            [_] if from == 0 => Err(wrong(path, Wrong::Arguments { found: 1, takes: "two or more" })),
            [] if from == 0 => Err(wrong(path, Wrong::Arguments { found: 0, takes: "two or more" })),
            [] => Ok(sure(false)),
            [otherwise] => self.rule(otherwise, &at(0)),
            [condition, then, rest @ ..] => {
                let yes = Condition::All(vec![self.rule(condition, &at(0))?, self.rule(then, &at(1))?]);
                let otherwise = self.choice(rest, path, from + 2)?;
                if otherwise == sure(false) {
                    return Ok(yes);
                }
                let not = Condition::Not(Box::new(self.rule(condition, &at(0))?));
                Ok(Condition::Any(vec![yes, Condition::All(vec![not, otherwise])]))
            }
        }
    }

    fn compared(&self, operator: Operator, arguments: &[Value], path: &str) -> Result<Condition, Invalid> {
        let is_fact = |value: &&Value| operation(value).is_some_and(|(operator, _)| operator == "var");
        let facts = arguments.iter().filter(is_fact).count();
        let read = |value: &Value, index: usize| self.fact(value, &format!("{path}[{index}]"));
        let condition = match arguments {
            [_, _] | [_, _, _] if facts != 1 => Err(Wrong::Comparison),
            [fact, value] if is_fact(&fact) => comparison(&read(fact, 0)?, operator, value),
            [value, fact] => comparison(&read(fact, 1)?, operator.mirrored(), value),
            [low, fact, high] if operator.orders() && is_fact(&fact) => {
                between(&read(fact, 1)?, operator, low, high)
            }
            [_, _, _] => Err(Wrong::Comparison),
            _ => Err(Wrong::Arguments {
                found: arguments.len(),
                takes: "two, or three where a fact is between",
            }),
        };
        condition.map_err(|error| wrong(path, error))
    }

    fn among(&self, arguments: &[Value], path: &str) -> Result<Condition, Invalid> {
        match arguments {
            [fact, Value::Array(values)] => {
                let fact = self.fact(fact, &format!("{path}[0]"))?;
                equals_one_of(&fact, values).map_err(|error| wrong(path, error))
            }
            [_, _] => Err(wrong(path, Wrong::Comparison)),
            _ => Err(wrong(path, Wrong::Arguments { found: arguments.len(), takes: "two" })),
        }
    }

    fn fact(&self, value: &Value, path: &str) -> Result<Fact, Invalid> {
        let name = match operation(value) {
            Some(("var", [Value::String(name)])) => name,
            _ => return Err(wrong(path, Wrong::Comparison)),
        };
        Fact::named(name, self.currency).ok_or_else(|| wrong(path, Wrong::Fact(name.clone())))
    }
}

/// The one operator of a table, and its arguments; a single one need not be in a list.
fn operation(value: &Value) -> Option<(&str, &[Value])> {
    let table = value.as_object().filter(|table| table.len() == 1)?;
    let (operator, arguments) = table.iter().next()?;
    let arguments = match arguments {
        Value::Array(arguments) => arguments.as_slice(),
        single => std::slice::from_ref(single),
    };
    Some((operator, arguments))
}

pub(super) fn sure(holds: bool) -> Condition {
    if holds { Condition::All(Vec::new()) } else { Condition::Any(Vec::new()) }
}

fn wrong(path: &str, wrong: Wrong) -> Invalid {
    Invalid { path: path.to_owned(), wrong }
}
