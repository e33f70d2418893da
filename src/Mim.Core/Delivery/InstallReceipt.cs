namespace Mim.Core.Delivery;

/// <summary>What an installation replaced, so that it can be taken back: paths of the previous copies, by installed path.</summary>
public sealed record InstallReceipt(IReadOnlyDictionary<string, string> PreviousCopies)
{
    /// <summary>
    /// SHA-256 of what was put there, by installed path, in hexadecimal: what differs later was changed by somebody else. Empty
    /// when it is not known.
    /// </summary>
    public IReadOnlyDictionary<string, string> Digests { get; init; } = new Dictionary<string, string>();
}
