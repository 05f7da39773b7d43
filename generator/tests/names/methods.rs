//! The methods that no setter may hide are those that the runtime's traits have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use form_codegen::names::{
    CLIENT_SETTINGS, MethodOwner, STD, SetterWish, TRAITS, field_ident, setters,
};

/// The Rust files below a folder of this crate.
fn texts(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

/// The traits of the runtime, and the functions of each.
fn traits() -> BTreeMap<String, BTreeSet<String>> {
    let items = texts("runtime/src")
        .into_iter()
        .flat_map(|text| syn::parse_file(&text).unwrap().items);
    let traits = items.filter_map(|item| match item {
        syn::Item::Trait(found) => Some(found),
        _ => None,
    });
    let functions = |found: syn::ItemTrait| {
        let functions = found.items.into_iter().filter_map(|item| match item {
            syn::TraitItem::Fn(function) => Some(function.sig.ident.to_string()),
            _ => None,
        });
        (found.ident.to_string(), functions.collect())
    };
    traits.map(functions).collect()
}

#[test]
fn reserved_methods_are_those_of_the_runtimes_traits() {
    let all = traits();
    for (name, methods) in TRAITS {
        let methods: BTreeSet<String> = methods.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(all.get(*name), Some(&methods), "{name}");
    }
}

#[test]
fn each_trait_that_emitted_types_have_is_known() {
    let all = traits();
    let mut implemented = BTreeSet::new();
    for text in texts("src/emit") {
        for rest in text.split("impl crate::runtime::").skip(1) {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap();
            implemented.insert(rest[..end].to_owned());
        }
    }
    implemented
        .retain(|name| all.contains_key(name) && !TRAITS.iter().any(|(known, _)| known == name));
    // What reads members has no receiver, and is called by the trait's name. Enums and unions have no setters, and so nothing that only these have; the field `id` of what has an id is an argument; `ErrorBody` has types alone, and
    // `Argument`, which parameters are, nothing. Functions of examples are for tests, which find them by the trait's name where a setter has theirs.
    assert_eq!(
        implemented,
        [
            "Argument",
            "ErrorBody",
            "Example",
            "ExampleEvent",
            "ExpandPath",
            "FromErrorBody",
            "FromMembers",
            "Identified",
            "Measured"
        ]
        .map(str::to_owned)
        .into()
    );
}

#[test]
fn no_setter_hides_a_method() {
    let fields = TRAITS
        .iter()
        .flat_map(|(_, methods)| *methods)
        .chain(STD)
        .chain(&["set_clone", "add", "maybe", "new", "amount", "extra"]);
    let fields: BTreeSet<_> = fields.map(|name| field_ident(name)).collect();
    let fields: Vec<_> = fields.iter().collect();
    let wishes: Vec<_> = fields.iter().copied().map(SetterWish::from).collect();
    let mut free = BTreeSet::new();
    for owner in [
        MethodOwner::Struct,
        MethodOwner::Request,
        MethodOwner::PagedRequest,
    ] {
        let names = setters(&wishes, owner);
        let all: BTreeSet<&str> = names
            .iter()
            .flat_map(|names| [&names.set, &names.clear, &names.unset])
            .map(|name| name.as_str())
            .collect();
        assert_eq!(all.len(), 3 * fields.len(), "no name twice");
        assert!(STD.iter().all(|method| !all.contains(method)));
        let kept = fields
            .iter()
            .zip(&names)
            .filter(|(field, names)| ***field == names.set);
        free.extend(kept.map(|(field, _)| format!("{owner:?} {field}")));
    }
    let of = |owner: &str| {
        let names = free.iter().filter_map(|name| name.strip_prefix(owner));
        names.map(str::trim).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        of("Struct "),
        "amount at build cursor cursor_of decode extra items_of mark_of next_page parse place_in_list \
         previous_page reads_backwards request_behind request_for_rest set_clone \
         to_body_request_at to_request to_request_at"
    );
    assert_eq!(
        of("Request "),
        "amount at cursor cursor_of next_page previous_page set_clone write"
    );
    assert_eq!(of("PagedRequest "), "amount set_clone write");
}

#[test]
fn functions_of_builders_are_reserved() {
    let items = texts("runtime/src")
        .into_iter()
        .flat_map(|text| syn::parse_file(&text).unwrap().items);
    let mut found = BTreeSet::new();
    for item in items {
        let syn::Item::Impl(block) = item else {
            continue;
        };
        let syn::Type::Path(owner) = &*block.self_ty else {
            continue;
        };
        let owner = owner.path.segments.last().unwrap();
        if owner.ident == "ClientBuilder" && block.trait_.is_none() {
            found.extend(block.items.into_iter().filter_map(|item| match item {
                syn::ImplItem::Fn(function)
                    if matches!(function.vis, syn::Visibility::Public(_)) =>
                {
                    Some(function.sig.ident.to_string())
                }
                _ => None,
            }));
        }
    }
    let reserved: BTreeSet<String> = CLIENT_SETTINGS
        .iter()
        .map(|name| (*name).to_owned())
        .collect();
    assert!(found.len() > 20, "{found:?}");
    let free: Vec<_> = found.difference(&reserved).collect();
    assert!(free.is_empty(), "{free:?}");
}
