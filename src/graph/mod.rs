//! Floor 8, stage 5: claims → quads. The one holder of `oxigraph::Store`.
