using Mim.Core.Delivery;
using Mim.Core.Identities;

namespace Mim.Delivery.Ssh;

/// <summary>What belongs into a file with keys besides the version that is installed.</summary>
/// <param name="Beside">Versions that are to be there with it.</param>
/// <param name="Ended">Versions that are to be there no longer.</param>
internal sealed record KeyLineCompany(IReadOnlyList<CredentialVersion> Beside, IReadOnlyList<CredentialVersion> Ended)
{
    /// <summary>Whatever is there besides stays.</summary>
    public static KeyLineCompany Any { get; } = new([], []);

    /// <summary>The authorities whose place it takes are trusted with it, until they end.</summary>
    public static KeyLineCompany OfAuthority(Installation installation)
    {
        var others = installation.OtherVersions().Where(other => other.Certificate is not null)
            .ToLookup(other => installation.Chain.Any(key => key.AsSpan().SequenceEqual(other.Certificate)));
        return new([.. others[true]], [.. others[false].Where(other => other.State != VersionState.Active)]);
    }
}
