namespace Mim.Core.Delivery;

/// <summary>Whether a target serves exactly the version it should, and if not, why.</summary>
public sealed record Proof(bool Holds, string Reason)
{
    /// <summary>SHA-256 of the certificate that was found instead, upper-case hexadecimal; null when none could be read.</summary>
    public string? Found { get; init; }

    public static Proof Held { get; } = new(true, "Proved");

    public static Proof Broken(string reason) => new(false, reason);
}
