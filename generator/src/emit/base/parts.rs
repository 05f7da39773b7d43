//! Files that would be too long to be read, in several.
//!
//! In: what a module has, in parts, each of which may stand under another. Out: the module's file, and children of it with the parts
//! that it has no room for, which it exports. What always holds: a child is named after its first part and has all that stands
//! under that; a part and what becomes of it on the wire stay together, as only that sees private fields; the order stays.

use quote::quote;

use crate::api::Ident;
use crate::names::Locals;
use crate::render::{Code, Module};

use super::context::Context;
use super::items::{self, Items, LINES, SETTERS, WIRE};

/// A part of a module.
pub struct ModulePart {
    /// What a file of its own would be called.
    pub file: Ident,
    /// What such a file would be about.
    pub title: String,
    /// The names that it defines for users.
    pub names: Vec<Ident>,
    pub items: Items,
    /// The part under which it stands, by its index, which is less than its own.
    pub under: Option<usize>,
}

/// What a module is called, and about.
pub struct Head<'a> {
    /// The folder that has it, such as `models`.
    pub folder: &'a str,
    pub module: &'a Ident,
    pub title: &'a str,
    /// What stands in its own file in any case.
    pub own: Items,
    /// Whether parts stay in its own file where there is room for some, but not for all.
    pub keeps: bool,
}

/// Whether items are too many for one file.
pub fn is_long(items: &[&Items]) -> bool {
    items.iter().map(|items| weight(items)).sum::<usize>() > LINES
}

/// `mod.rs` of a folder, with the modules that it has and the names that it exports of each; these stand in a child where both
/// together are too many.
pub fn index(
    context: &Context<'_>,
    folder: &str,
    lines: Vec<String>,
    children: &[items::Exported<'_>],
) -> Vec<Module> {
    let root = format!("src/{folder}/mod.rs");
    let (mut modules, uses) = (items::mods(folder, children), items::uses(None, children));
    let all = modules.iter().chain(&uses);
    if all
        .cloned()
        .map(Code::from)
        .map(|code| code.lines())
        .sum::<usize>()
        <= LINES
    {
        modules.extend(uses);
        return vec![context.module(root, lines, modules)];
    }
    let taken: Vec<&str> = children.iter().map(|child| child.module.as_str()).collect();
    let child = Locals::beside(&taken).variable(&crate::names::module_ident("names"));
    let may_be_empty = children.iter().all(|child| child.feature.is_some());
    let unused = may_be_empty.then(|| {
        let reason = "without features there are no names";
        quote! { #[allow(unused_imports, reason = #reason)] }
    });
    modules.extend([
        quote! { mod #child; },
        quote! { #unused pub use #child::*; },
    ]);
    let title = "The names of all modules here, each with what it is from.".to_owned();
    let path = format!("src/{folder}/{}.rs", child.bare());
    let uses = items::uses(Some(quote! { super:: }), children);
    vec![
        context.module(root, lines, modules),
        context.module(path, vec![title], uses),
    ]
}

/// The files of a module.
pub fn into_modules(context: &Context<'_>, head: Head<'_>, parts: Vec<ModulePart>) -> Vec<Module> {
    let places = places(&head, &parts);
    let mut names = Locals::beside(&[SETTERS, WIRE]);
    let mut own = head.own;
    let mut children: Vec<Child> = Vec::new();
    // The child of each part that begins one.
    let mut begun: Vec<Option<usize>> = vec![None; parts.len()];
    for (index, (part, place)) in parts.into_iter().zip(places).enumerate() {
        let Some(first) = place else {
            own.extend(part.items);
            continue;
        };
        if first == index {
            if let Some(child) = begun.get_mut(index) {
                *child = Some(children.len());
            }
            children.push(Child {
                module: names.variable(&part.file),
                title: part.title,
                names: Vec::new(),
                items: Items::default(),
            });
        }
        let child = begun.get(first).copied().flatten();
        if let Some(child) = child.and_then(|child| children.get_mut(child)) {
            child.names.extend(part.names);
            child.items.extend(part.items);
        }
    }
    let exports = children.iter().map(|child| items::Exported {
        module: &child.module,
        names: child.names.iter().map(|name| quote! { #name }).collect(),
        feature: None,
    });
    let exports: Vec<_> = exports.collect();
    let exports = items::exports(head.module.bare(), &exports);
    own.prepend(exports);
    let mut modules = own.into_modules(context, head.folder, head.module, head.title);
    let folder = format!("{}/{}", head.folder, head.module.bare());
    for child in children {
        let Child {
            module,
            title,
            items,
            ..
        } = child;
        modules.extend(items.into_modules(context, &folder, &module, &title));
    }
    modules
}

/// A child of a module.
struct Child {
    module: Ident,
    title: String,
    names: Vec<Ident>,
    items: Items,
}

/// Where each part stands: in the module's own file, or in that which begins with the part of that index.
fn places(head: &Head<'_>, parts: &[ModulePart]) -> Vec<Option<usize>> {
    let weights: Vec<usize> = parts.iter().map(|part| weight(&part.items)).collect();
    let mut whole = weights.clone();
    for (index, part) in parts.iter().enumerate().rev() {
        let below = whole.get(index).copied().unwrap_or_default();
        if let Some(above) = part.under.and_then(|above| whole.get_mut(above)) {
            *above += below;
        }
    }
    let mut places = vec![None; parts.len()];
    let mut room = LINES.saturating_sub(weight(&head.own));
    if weights.iter().sum::<usize>() <= room {
        return places;
    }
    // What fits into no file with all that stands under it is divided; the rest moves, or stays, as a whole.
    let fits = |index: usize| whole.get(index).is_some_and(|lines| *lines <= LINES);
    let is_first = |part: &ModulePart| match part.under {
        Some(above) => !fits(above),
        None => true,
    };
    let mut firsts: Vec<(bool, usize, usize)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        match fits(index) {
            true if is_first(part) => {
                firsts.push((true, whole.get(index).copied().unwrap_or_default(), index));
            }
            true => {}
            false => firsts.push((
                false,
                weights.get(index).copied().unwrap_or_default(),
                index,
            )),
        }
    }
    // What the file is about comes first, then whatever is short.
    firsts.sort_unstable();
    for (is_whole, lines, index) in firsts {
        let is_kept = (head.keeps || !is_whole) && lines <= room;
        if is_kept {
            room -= lines;
        } else if let Some(place) = places.get_mut(index) {
            *place = Some(index);
        }
    }
    for (index, part) in parts.iter().enumerate() {
        let above = part.under.filter(|above| fits(*above));
        let inherited = above.and_then(|above| places.get(above).copied().flatten());
        if let (Some(first), Some(place)) = (inherited, places.get_mut(index)) {
            *place = Some(first);
        }
    }
    places
}

/// About how many lines the longer of the two files has that items need.
fn weight(items: &Items) -> usize {
    let sum = |items: &[Code]| items.iter().map(Code::lines).sum::<usize>();
    sum(&items.own).max(sum(&items.wire))
}
