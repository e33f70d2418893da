using System.Text;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;

namespace Mim.Delivery.Ssh;

/// <summary>The line of an identity in a file with a key on each line.</summary>
/// <param name="file">Changes the file.</param>
/// <param name="form">Where the key stands on a line.</param>
/// <param name="path">Full path.</param>
/// <param name="owner">Who owns the file when it is made; null for whoever makes it.</param>
/// <param name="mode">Its permissions when it is made.</param>
internal sealed class KeyLineTarget(KeyLineFile file, KeyLineForm form, string path, string? owner, int mode)
{
    private const int OthersMayWrite = 0x12;

    private readonly KeyLines _lines = new(form);

    /// <summary>Puts the version beside the one before.</summary>
    /// <param name="installation">The version.</param>
    /// <param name="prefix">What stands before a key that is like no other; empty for nothing.</param>
    /// <param name="cancellationToken">Ends it before the change, or not at all.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>.</exception>
    public async Task<InstallReceipt> InstallAsync(Installation installation, string prefix, CancellationToken cancellationToken)
    {
        var key = KeyText.Of(installation.Version.Certificate);
        var others = Keys(installation.OtherVersions());
        var before = Encoding.UTF8.GetBytes(prefix.Length == 0 ? prefix : $"{prefix} ");
        var comment = Encoding.UTF8.GetBytes(SshKeyTemplate.FromJson(installation.Version.Template)?.Comment ?? installation.Target.Identity);
        await file.EditAsync(path, owner, mode, content => _lines.Add(content, key, others, before, comment), cancellationToken).ConfigureAwait(false);
        return new InstallReceipt(new Dictionary<string, string>());
    }

    /// <summary>Reads the file back, and then does what else belongs to the proof.</summary>
    /// <param name="installation">The version.</param>
    /// <param name="trouble">What else is wrong; null for nothing.</param>
    /// <param name="cancellationToken">Ends the proof.</param>
    public async Task<Proof> ProveAsync(Installation installation, Func<Task<string?>> trouble, CancellationToken cancellationToken)
    {
        using (var content = await file.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (Missing(installation, content) is { } missing)
            {
                return missing;
            }
        }

        return await trouble().ConfigureAwait(false) is { } wrong ? Proof.Broken(wrong) : Proof.Held;
    }

    /// <summary>Takes versions out.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>.</exception>
    public Task RemoveAsync(IReadOnlyList<CredentialVersion> versions, CancellationToken cancellationToken)
    {
        KeyText[] keys = [.. Keys(versions)];
        return file.EditAsync(path, owner, mode, content => _lines.Remove(content, keys), cancellationToken);
    }

    /// <summary>Why the file does not hold the version; null when it does.</summary>
    private Proof? Missing(Installation installation, HostFile? found)
    {
        var content = found is null ? [] : found.Content.Span;
        if (_lines.Holds(content, KeyText.Of(installation.Version.Certificate)))
        {
            return found is { Mode: { } mode } && (mode & OthersMayWrite) != 0
                ? Proof.Broken($"{path} may be written by others (mode {Convert.ToString(mode, 8)}): sshd does not heed it (StrictModes), nor should it.")
                : null;
        }

        foreach (var other in installation.OtherVersions())
        {
            if (other.Certificate is not null && _lines.Holds(content, KeyText.Of(other.Certificate)))
            {
                return Proof.Broken($"{path} holds version {other.Number} of the key only.") with { Found = other.Fingerprint };
            }
        }

        return Proof.Broken($"{path} does not hold the key.");
    }

    private static IEnumerable<KeyText> Keys(IEnumerable<CredentialVersion> versions) =>
        versions.Select(version => version.Certificate).OfType<byte[]>().Select(blob => KeyText.Of(blob));
}
