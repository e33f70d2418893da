namespace Mim.Core.Delivery;

/// <summary>What layouts have in common.</summary>
public static class FileLayouts
{
    /// <summary>Whether it holds the roots of an authority, and no key.</summary>
    public static bool IsTrustBundle(this FileLayout layout) =>
        layout is FileLayout.TrustBundle or FileLayout.PfxTrustBundle or FileLayout.JksTrustBundle;

    /// <summary>Whether it is a truststore, which Java opens with a password.</summary>
    public static bool IsTruststore(this FileLayout layout) => layout is FileLayout.PfxTrustBundle or FileLayout.JksTrustBundle;
}
