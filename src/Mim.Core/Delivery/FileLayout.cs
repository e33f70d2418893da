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
    /// Of a secret one of type <c>Opaque</c>, with its <c>username</c> and <c>password</c>.
    /// </summary>
    SecretManifest,

    /// <summary>The roots to be trusted, in one PEM file: the version's own and those whose place its authority takes. No key.</summary>
    TrustBundle,

    /// <summary>One file made of a text with places for a secret and its user name.</summary>
    Template,

    /// <summary>The roots to be trusted in one PKCS#12 file under a password, marked as Java wants it of a truststore.</summary>
    PfxTrustBundle,

    /// <summary>The roots to be trusted in one JKS file under a password, for Java before version 9 and what has learnt no other.</summary>
    JksTrustBundle,
}
