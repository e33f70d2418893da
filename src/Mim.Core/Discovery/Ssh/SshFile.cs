using Mim.Core.Sealing;

namespace Mim.Core.Discovery.Ssh;

/// <summary>A file that may hold keys of SSH, with what the system says of it. Owns its content, which may be a private key.</summary>
public sealed class SshFile : IDisposable
{
    /// <summary>Found, or why there is no content.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>Full path on its machine.</summary>
    public required string Path { get; init; }

    /// <summary>The place that was asked for and led to it.</summary>
    public required string Place { get; init; }

    /// <summary>What exactly stood in the way, for people; null when all is well.</summary>
    public string? Detail { get; init; }

    /// <summary>Empty unless found.</summary>
    public KeyMaterial? Content { get; init; }

    /// <summary>
    /// Whether the content of private keys was left where it is: only what stands before the secret came, so that no key travels.
    /// </summary>
    public bool IsOutline { get; init; }

    /// <summary>Whether it is larger than what is read of a file, and only its beginning is here.</summary>
    public bool IsCut { get; init; }

    /// <summary>Name of the owner, its number when it has no name; null when not known.</summary>
    public string? Owner { get; init; }

    /// <summary>As <c>ls</c> shows them: <c>rw-r-----</c>; null where there are none.</summary>
    public string? Permissions { get; init; }

    /// <summary>When it was last written: UTC; null when not known.</summary>
    public DateTimeOffset? ModifiedAt { get; init; }

    public void Dispose() => Content?.Dispose();
}
