namespace Mim.Core.Sealing;

/// <summary>What a sealed value is; bound into its associated data, so that one cannot stand in for another.</summary>
public enum SealedPurpose
{
    PrivateKey = 1,
    Secret = 2,
    TargetPassword = 3,
    AuditKey = 4,

    /// <summary>Of the store: makes the hashes that stand for secrets which were found.</summary>
    SecretHashKey = 5,

    /// <summary>A copy of a secret that waits to be received: sealed once more, under a key that only its token gives.</summary>
    HandOff = 6,

    /// <summary>Of a version: by which its OAuth client is managed (RFC 7592, registration access token).</summary>
    ClientToken = 7,
}
