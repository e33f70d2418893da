namespace Mim.Core.Delivery;

/// <summary>What a file target writes.</summary>
public enum FileLayout
{
    /// <summary>Leaf and intermediates in one PEM file, the PKCS#8 key in another (or the same, when the paths are equal).</summary>
    Pem,

    /// <summary>One PKCS#12 file with key, leaf and chain.</summary>
    Pfx,

    /// <summary>
    /// One manifest of a Kubernetes Secret of type <c>kubernetes.io/tls</c>, as JSON: leaf and intermediates, and the PKCS#8 key.
    /// </summary>
    SecretManifest,

    /// <summary>The roots to be trusted, in one PEM file: the version's own and those whose place its authority takes. No key.</summary>
    TrustBundle,
}
