using System.Text.RegularExpressions;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Windows;

/// <summary>How one kind of thing that serves a certificate is asked and told.</summary>
internal abstract partial class BindingCommands
{
    public abstract TargetKind Kind { get; }

    /// <summary>Shows every certificate that anything of the kind is bound to.</summary>
    public abstract WindowsCommand ReadAll { get; }

    /// <summary>Shows the certificate of one.</summary>
    public abstract WindowsCommand Read(string name);

    /// <summary>Binds one.</summary>
    /// <param name="name">Which.</param>
    /// <param name="thumbprint">To what; null for nothing.</param>
    /// <param name="store">Name of the store.</param>
    /// <param name="now">What was shown of it before.</param>
    public abstract WindowsCommand Bind(string name, string? thumbprint, string store, string now);

    /// <summary>What was shown of one.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>: it cannot be asked.</exception>
    public virtual string Found(CommandResult result, WindowsBinding binding) => result.Succeeded
        ? result.Output
        : throw new MimException(
            MimErrorCause.InstallFailed, $"{binding} cannot be asked: {CommandOutput.Shown(result.Output, password: null)}", binding.Name);

    /// <summary>Every SHA-1 in a text.</summary>
    public static IEnumerable<string> Thumbprints(string text) => Sha1Pattern().Matches(text).Select(match => match.Value.ToUpperInvariant());

    [GeneratedRegex("(?<![0-9A-Fa-f])[0-9A-Fa-f]{40}(?![0-9A-Fa-f])")]
    private static partial Regex Sha1Pattern();
}
