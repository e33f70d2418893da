using Mim.Core.Sealing;

namespace Mim.Core.Discovery;

/// <summary>Which files to look into.</summary>
public sealed record FileScan
{
    /// <summary>Full paths of files and folders.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Paths that are gone by now are passed over; else they are an error.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>Also the folders within folders. Links to folders are never followed.</summary>
    public bool Recurse { get; init; }

    /// <summary>Passwords to try on what is locked: UTF-8. Stay the caller's.</summary>
    public IReadOnlyList<KeyMaterial> Passwords { get; init; } = [];

    /// <summary>Wildcard patterns of full paths to leave out, folders with all that is in them.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Also every version of every file that git repositories among them keep. Only secrets are looked for there.</summary>
    public bool IncludeHistory { get; init; }

    /// <summary>How many files are looked into at once.</summary>
    public int Throttle { get; init; } = 8;
}
