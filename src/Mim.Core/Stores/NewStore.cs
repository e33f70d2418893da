using Mim.Core.Sealing;

namespace Mim.Core.Stores;

/// <summary>Who can open a new store. With none of these it gets a key file in its default place.</summary>
public sealed record NewStore
{
    /// <summary>Full path of a key file to use or make.</summary>
    public string? KeyFile { get; init; }

    /// <summary>UTF-8; the caller disposes it.</summary>
    public KeyMaterial? Passphrase { get; init; }

    /// <summary>DER of certificates whose keys can open it.</summary>
    public IReadOnlyList<byte[]> Certificates { get; init; } = [];

    /// <summary>Windows: let this account open it.</summary>
    public bool Dpapi { get; init; }

    public bool IsEmpty => KeyFile is null && Passphrase is null && Certificates.Count == 0 && !Dpapi;
}
