//! Recipes that hold for every API.
//!
//! In: templates, and the model. Out: chapters. What always holds: a recipe is there only where the API has what it is about; its
//! code is that of a request that the documentation has anyway.

use crate::api::{Operation, PageWay, Told, Webhooks};
use crate::emit::base::access;
use crate::emit::base::context::Context;
use crate::emit::examples;
use crate::guide::{self, Chapter};
use crate::names;

/// A template: Markdown with `{…}` for what differs from API to API.
struct Recipe {
    /// The module's name.
    module: &'static str,
    /// The text.
    text: &'static str,
    /// What it is about.
    about: About,
}

/// What an API has to have for a recipe.
enum About {
    /// An operation.
    Calls,
    /// A list with pages.
    Lists,
    /// Events that are proved, and name themselves.
    SignedEvents,
    /// Other events.
    Events,
}

const RECIPES: [Recipe; 7] = [
    Recipe {
        module: "errors",
        text: include_str!("recipes/errors.md"),
        about: About::Calls,
    },
    Recipe {
        module: "retries",
        text: include_str!("recipes/retries.md"),
        about: About::Calls,
    },
    Recipe {
        module: "pages",
        text: include_str!("recipes/pages.md"),
        about: About::Lists,
    },
    Recipe {
        module: "events",
        text: include_str!("recipes/events.md"),
        about: About::SignedEvents,
    },
    Recipe {
        module: "events",
        text: include_str!("recipes/unproved_events.md"),
        about: About::Events,
    },
    Recipe {
        module: "logs",
        text: include_str!("recipes/logs.md"),
        about: About::Calls,
    },
    Recipe {
        module: "testing",
        text: include_str!("recipes/testing.md"),
        about: About::Calls,
    },
];

/// The recipes for an API.
pub fn of(context: &Context<'_>) -> Vec<Chapter> {
    let call = examples::request(context, |operation| operation.path.len() > 1);
    let call = call.or_else(|| examples::request(context, |_| true));
    let list = examples::request(context, |operation: &Operation| {
        let way = operation.paging.as_ref().map(|paging| &paging.way);
        matches!(way, Some(PageWay::Item { .. }))
    });
    let webhooks = context.api.webhooks.as_ref();
    let is_whole = |all: &&Webhooks| all.signature_header.is_some() && all.tag().is_some();
    let chapter = |recipe: &Recipe| {
        let request = match recipe.about {
            About::Calls => call.clone()?,
            About::Lists => list.clone()?,
            About::SignedEvents => webhooks.filter(is_whole).map(|_| Vec::new())?,
            About::Events => webhooks.filter(|all| !is_whole(all)).map(|_| Vec::new())?,
        };
        // A template is a chapter: a test reads them all.
        let (title, lines) = guide::parse(&filled(context, recipe.text, &request)).ok()?;
        Some(Chapter {
            module: names::module_ident(recipe.module),
            title,
            lines,
        })
    };
    RECIPES.iter().filter_map(chapter).collect()
}

/// A template with what the API has in the places of `{…}`.
fn filled(context: &Context<'_>, text: &str, request: &[String]) -> String {
    let (new, settings) = access::example(context);
    let (client, builder_type, builder) = match access::is_in_environment(context) {
        true => (
            "Client::from_env()?".to_owned(),
            "ClientBuilder",
            "ClientBuilder::from_env()?".to_owned(),
        ),
        false => (
            format!("Client::{new}"),
            "Client",
            format!("Client::{settings}"),
        ),
    };
    let event = context.api.webhooks.as_ref();
    let event = event.map_or("", |webhooks| webhooks.name.bare());
    let told = context.api.webhooks.as_ref().map(|webhooks| &webhooks.told);
    let [takes, gives, gives_none] = match told {
        None | Some(Told::Member(_)) => ["", "", ""],
        Some(Told::Header { .. }) => ["name: Option<&str>, ", "name, ", "None, "],
        Some(Told::Caller) => ["name: &str, ", "name, ", "\"unheard.of\", "],
    };
    let proof = match context.api.signs_events() {
        true => format!("Anyone can send such a body: with the feature `webhooks`, `{event}::from_signed` asks for proof."),
        false => "First prove that the API has sent it, as its documentation says: anyone can send such a body.".to_owned(),
    };
    text.replace("{crate}", &context.options.package.crate_name())
        .replace("{request}", &request.join("\n"))
        .replace("{client}", &client)
        .replace("{Builder}", builder_type)
        .replace("{builder}", &builder)
        .replace("{settings}", &settings)
        .replace("{Event}", event)
        .replace("{proof}", &proof)
        .replace("{takes}", takes)
        .replace("{gives}", gives)
        .replace("{gives_none}", gives_none)
}

#[cfg(test)]
mod tests {
    use super::{RECIPES, guide};

    #[test]
    fn templates_are_chapters() {
        for recipe in RECIPES {
            let parsed = guide::parse(recipe.text);
            assert!(parsed.is_ok(), "{}: {parsed:?}", recipe.module);
        }
    }
}
