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

    /// <summary>Puts the version beside the one before, and in the same change what else belongs there, and takes out what does not.</summary>
    /// <param name="installation">The version.</param>
    /// <param name="prefix">What stands before a key that is like no other; empty for nothing.</param>
    /// <param name="company">What belongs there with it, and what not.</param>
    /// <param name="cancellationToken">Ends it before the change, or not at all.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>.</exception>
    public async Task<InstallReceipt> InstallAsync(
        Installation installation, string prefix, KeyLineCompany company, CancellationToken cancellationToken)
    {
        var before = Encoding.UTF8.GetBytes(prefix.Length == 0 ? prefix : $"{prefix} ");
        KeyText[] known = [.. Keys([installation.Version, .. installation.OtherVersions()])];
        KeyText[] ended = [.. Keys(company.Ended)];
        await file.EditAsync(
            path,
            owner,
            mode,
            content =>
            {
                var changed = content.ToArray();
                foreach (var version in (IEnumerable<CredentialVersion>)[installation.Version, .. company.Beside])
                {
                    var comment = SshKeyTemplate.FromJson(version.Template)?.Comment ?? installation.Target.Identity;
                    changed = _lines.Add(changed, KeyText.Of(version.Certificate), known, before, Encoding.UTF8.GetBytes(comment));
                }

                return _lines.Remove(changed, ended);
            },
            cancellationToken).ConfigureAwait(false);
        return new InstallReceipt(new Dictionary<string, string>());
    }

    /// <summary>Reads the file back, and then does what else belongs to the proof.</summary>
    /// <param name="installation">The version.</param>
    /// <param name="company">What belongs there with it, and what not.</param>
    /// <param name="trouble">What else is wrong; null for nothing.</param>
    /// <param name="cancellationToken">Ends the proof.</param>
    public async Task<Proof> ProveAsync(
        Installation installation, KeyLineCompany company, Func<Task<string?>> trouble, CancellationToken cancellationToken)
    {
        using (var content = await file.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if ((Missing(installation, content) ?? Misplaced(company, content!)) is { } wrongThere)
            {
                return wrongThere;
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
                var only = other.IdentityId == installation.Version.IdentityId ? $"version {other.Number} of the key" : "the key of another of its line";
                return Proof.Broken($"{path} holds {only} only.") with { Found = other.Fingerprint };
            }
        }

        return Proof.Broken($"{path} does not hold the key.");
    }

    private Proof? Misplaced(KeyLineCompany company, HostFile found)
    {
        bool Holds(CredentialVersion version) => _lines.Holds(found.Content.Span, KeyText.Of(version.Certificate));

        return !company.Beside.All(Holds) ? Proof.Broken($"{path} lacks a key that belongs there as well.")
            : company.Ended.FirstOrDefault(Holds) is { } ended ? Proof.Broken($"{path} holds a key that is {ended.State}.") with { Found = ended.Fingerprint }
            : null;
    }

    private static IEnumerable<KeyText> Keys(IEnumerable<CredentialVersion> versions) =>
        versions.Select(version => version.Certificate).OfType<byte[]>().Select(blob => KeyText.Of(blob));
}
