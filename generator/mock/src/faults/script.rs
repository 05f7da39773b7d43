//! A script of faults.
//!
//! In: a list of `{on, fault, times, skip}`. Out: the plan of each request. What always holds: a step that is used up counts no more.

use serde_json::Value;

use super::{Plan, parse};

/// Steps, of which the first that fits a request says what happens to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The steps.
    pub steps: Vec<Step>,
}

/// What happens to some requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// `POST /v1/disputes/*`: a method and a path in which `*` is any text; the method may be missing.
    pub on: String,
    /// How many of the requests that fit are left alone first.
    pub skip: u64,
    /// To how many it happens; to all if it is none.
    pub times: Option<u64>,
    /// What happens.
    pub plan: Plan,
}

impl Script {
    /// The script that a value says.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(value: &Value) -> Result<Self, String> {
        let steps = value
            .as_array()
            .ok_or("a script is a list of steps, such as `- {on: POST /v1/disputes/*, fault: status=503, times: 1}`")?;
        let steps = steps.iter().enumerate().map(|(place, step)| {
            let number = place + 1;
            let members = step
                .as_object()
                .ok_or_else(|| format!("step {number} is no object"))?;
            let known = ["on", "fault", "times", "skip"];
            if let Some(name) = members.keys().find(|name| !known.contains(&name.as_str())) {
                return Err(format!(
                    "step {number} has no `{name}`: it takes on, fault, times and skip"
                ));
            }
            let fault = step.get("fault").and_then(Value::as_str);
            let fault = fault.ok_or_else(|| format!("step {number} has no `fault`"))?;
            Ok(Step {
                on: step
                    .get("on")
                    .and_then(Value::as_str)
                    .unwrap_or("*")
                    .to_owned(),
                skip: step.get("skip").and_then(Value::as_u64).unwrap_or(0),
                times: step.get("times").and_then(Value::as_u64),
                plan: parse(fault).map_err(|fault| format!("step {number}: {fault}"))?,
            })
        });
        Ok(Self {
            steps: steps.collect::<Result<_, String>>()?,
        })
    }

    /// What happens to the next request.
    pub fn next(&mut self, method: &str, path: &str) -> Option<Plan> {
        for step in &mut self.steps {
            let fits = match step.on.split_once(' ') {
                Some((wanted, pattern)) => {
                    wanted.eq_ignore_ascii_case(method) && is_like(path, pattern)
                }
                None => is_like(path, &step.on),
            };
            if !fits || step.times == Some(0) {
                continue;
            }
            if step.skip > 0 {
                step.skip -= 1;
                continue;
            }
            if let Some(times) = &mut step.times {
                *times -= 1;
            }
            return Some(step.plan.clone());
        }
        None
    }
}

/// Whether a text is what a pattern says, in which `*` is any text.
fn is_like(text: &str, pattern: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.split_once(part) {
            Some((_, behind)) => rest = behind,
            None => return false,
        }
    }
    rest.ends_with(last)
}
