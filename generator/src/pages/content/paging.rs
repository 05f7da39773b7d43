//! How lists go on, in words.
//!
//! In: an operation with pages, and what the API calls members of pages. Out: a sentence or two, as Markdown.

use crate::api::{Conventions, EndSays, Operation, PageEnd, PageMember, PageNext, PageWay, Paging};
use crate::sentences;

/// How a list goes on, in a sentence or two.
pub fn way(operation: &Operation, paging: &Paging, names: &Conventions) -> String {
    let input = |index: usize| {
        let input = operation.inputs.get(index);
        sentences::code(input.map_or("", |input| &input.field.wire))
    };
    let member = |member: &PageMember| sentences::code(&member.path.join("."));
    match &paging.way {
        PageWay::Item {
            forward, backward, ..
        } => {
            let back = backward
                .map(|index| format!(" {} with the first item's ID leads back.", input(index)));
            format!(
                "{} with the ID of the last item leads to the next page. {} says whether there is one.{}",
                input(*forward),
                sentences::code(&names.page.more),
                back.unwrap_or_default()
            )
        }
        PageWay::Answer { next, last, .. } => {
            let next = match next {
                PageNext::Token { from, to, within } => format!(
                    "{} with the answer's {} leads to the next page; where that is missing or empty, there is none.",
                    within.as_ref().map_or_else(|| input(*to), member),
                    member(from)
                ),
                PageNext::Link(from) => format!(
                    "The answer's {} is the address of the next page.",
                    member(from)
                ),
                PageNext::Header => {
                    "The header `Link` has the address of the next page (RFC 8288).".to_owned()
                }
                PageNext::Offset(to) => {
                    format!("{} is how many items come before the page.", input(*to))
                }
                PageNext::Number { to, first } => {
                    format!(
                        "{} is the number of the page; the first is {first}.",
                        input(*to)
                    )
                }
            };
            let last = last.as_ref().map(|end| format!(" {}", end_says(end)));
            next + &last.unwrap_or_default()
        }
    }
}

fn end_says(end: &PageEnd) -> String {
    let member = sentences::code(&end.member.path.join("."));
    match end.says {
        EndSays::More => format!("{member} says whether there are more pages."),
        EndSays::Last => format!("{member} says whether it is the last page."),
        EndSays::Total => format!("{member} says how many there are in all."),
    }
}
