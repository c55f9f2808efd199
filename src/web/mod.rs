//! Floor 12: the explorer. Read-only pages over a graph, and the SPARQL protocol.
//!
//! [`Site`] holds the graph and what is drawn from it at the start; [`router`] answers requests; [`serve`] binds them
//! to a socket. Pages are whole without script, load nothing from elsewhere, and read the index, not the store.

mod accept;
mod ask;
mod assets;
mod caret;
mod deref;
mod describe;
mod guard;
mod index;
mod lang;
mod page;
mod protocol;
mod questions;
mod reading;
mod site;
mod store;
mod url;

pub use ask::Asker;
pub use index::{Article, Entity, Evidence, Hit, Index, Mention, Names, Statement};
pub use questions::Question;
pub use reading::Shelf;
pub use site::{Settings, Site};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use std::future::Future;
use std::io;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Bodies are queries; longer ones are refused unread.
const BODY: usize = 1 << 20;
/// Queries and drawings walk trees: their threads have this much stack. It is address space, taken as it is used.
const STACK: usize = 64 << 20;

/// Everything that a site answers.
pub fn router(site: Arc<Site>) -> Router {
    let pages = Router::new()
        .route("/", get(page::home::get))
        .route("/search", get(page::browse::search))
        .route("/suggest", get(page::browse::suggest))
        .route("/entities", get(page::browse::entity_list))
        .route("/facts", get(page::browse::facts))
        .route("/texts", get(page::browse::texts))
        .route("/rule", get(page::browse::rule))
        .route("/entity", get(page::entity::by_iri))
        .route("/entity/{*key}", get(page::entity::get))
        .route("/statement", get(page::statement::by_iri))
        .route("/statement/{hash}", get(page::statement::get))
        .route("/fact", get(page::statement::by_triple))
        .route("/text", get(page::text::by_iri))
        .route("/text/{hash}", get(page::text::get))
        .route("/compare", get(page::compare::get))
        .route("/diagram", get(page::diagram::get))
        .route("/diagram.svg", get(page::diagram::svg))
        .route("/diagram.dot", get(page::diagram::dot))
        .route("/ask", get(page::ask::get))
        .route("/assets/{name}", get(assets::get));
    let data = Router::new()
        .route("/query", get(protocol::get).post(protocol::post))
        .route("/store", get(store::get))
        .route("/id/{*key}", get(deref::id))
        .route("/data/{format}/{*key}", get(deref::data));
    pages
        .merge(data)
        .fallback(async |ctx: page::Ctx| ctx.missing())
        .layer(DefaultBodyLimit::max(BODY))
        .layer(axum::middleware::from_fn_with_state(Arc::clone(&site), guard::guard))
        .with_state(site)
}

/// Serve until `until` is over. `ready` is told the address.
///
/// # Errors
/// When the address cannot be bound, or the system gives no threads.
pub fn serve(
    site: Arc<Site>,
    address: (&str, u16),
    ready: impl FnOnce(std::net::SocketAddr),
    until: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        ready(listener.local_addr()?);
        let app = router(site);
        // Answers under way when it ends are not waited for without end.
        tokio::select! {
            done = async { axum::serve(listener, app).await } => done,
            () = until => Ok(()),
        }
    })?;
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    Ok(())
}
