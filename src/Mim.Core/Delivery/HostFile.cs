using Mim.Core.Sealing;

namespace Mim.Core.Delivery;

/// <summary>A file of a machine. Owns its content.</summary>
/// <param name="content">All of it.</param>
public sealed class HostFile(KeyMaterial content) : IDisposable
{
    public KeyMaterial Content => content;

    /// <summary>User who owns it, by name or number; null for whoever writes.</summary>
    public string? Owner { get; init; }

    /// <summary>Group, by name or number; null for that of whoever writes.</summary>
    public string? Group { get; init; }

    /// <summary>Unix permission bits; null for owner-only.</summary>
    public int? Mode { get; init; }

    public void Dispose() => content.Dispose();
}
