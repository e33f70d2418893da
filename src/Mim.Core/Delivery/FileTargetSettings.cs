namespace Mim.Core.Delivery;

/// <summary>Settings of a file target. Paths are full.</summary>
public sealed record FileTargetSettings : TargetSettings
{
    public required string Path { get; init; }

    public FileLayout Layout { get; init; } = FileLayout.Pem;

    /// <summary>PEM: where the key goes; null to leave the key out.</summary>
    public string? KeyPath { get; init; }

    /// <summary>PEM: where the chain without the leaf goes as well; null for nowhere.</summary>
    public string? ChainPath { get; init; }

    /// <summary>
    /// The name within the file: in a PFX file that of the key, which Java calls its alias, in a manifest that of the Secret; null
    /// for the identity's name.
    /// </summary>
    public string? Alias { get; init; }

    /// <summary>Manifest: the namespace of the Secret; null for the one of whoever applies it.</summary>
    public string? Namespace { get; init; }

    /// <summary>Template: the text, as <see cref="TemplateText"/> reads it. Nothing secret.</summary>
    public string? Template { get; init; }

    /// <summary>User name that owns the files (Unix); null to leave them to whoever writes.</summary>
    public string? Owner { get; init; }

    /// <summary>Group name (Unix).</summary>
    public string? Group { get; init; }

    /// <summary>Unix permission bits, for example octal 640; files that hold a key default to 600, others to 644.</summary>
    public int? Mode { get; init; }

    internal override string Place => Path;

    internal override FileTargetSettings FileSettings => this;

    /// <summary>Every file that it may write.</summary>
    internal IEnumerable<string> Paths => new[] { Path, KeyPath, ChainPath }.OfType<string>();
}
