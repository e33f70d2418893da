using System.Text;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Issuing.Ssh;

/// <summary>Finds the keys that are certified, and refuses those that nothing is issued for.</summary>
internal sealed class SshSubjectKeys(IInventoryReader inventory, ISshKeyReader reader, ISshKeyEncoder encoder)
{
    /// <summary>The one public key in the text of a file.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidKey"/>, <see cref="MimErrorCause.WeakKey"/>.</exception>
    public (byte[] Blob, string Algorithm) Read(byte[] content, string name)
    {
        var found = reader.Read(content, role: null, isOutline: false);
        if (found is not [{ Status: FindingStatus.Found, HasPrivateKey: false, PublicKey: { } blob, SubjectPublicKeyInfo: { } info, KeyAlgorithm: { } algorithm }])
        {
            throw new MimException(MimErrorCause.InvalidKey, $"What is to be certified for '{name}' is not one public key of SSH.", name);
        }

        KeyHealth.Enforce(info, $"'{name}'", name);
        return (blob, algorithm);
    }

    /// <summary>The key of a certificate that was issued here.</summary>
    public (byte[] Blob, string Algorithm) ReadCertificate(byte[] certificate, string name) =>
        Read(Encoding.ASCII.GetBytes(encoder.FormatPublic(SshKeyFormat.OpenSsh, certificate, string.Empty)), name);

    /// <summary>The current key of an identity.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>, <see cref="MimErrorCause.WrongState"/>.</exception>
    public (byte[] Blob, string Algorithm) Current(MachineIdentity? key, string name)
    {
        if (key is not { Status: VersionState.Active, CurrentVersionId: { } id, KeyAlgorithm: { } algorithm })
        {
            throw key is null
                ? new MimException(MimErrorCause.IdentityNotFound, $"The key that '{name}' certifies is not there any more.", name)
                : new MimException(MimErrorCause.WrongState, $"The key '{key.Name}' that '{name}' certifies is {key.Status}.", name);
        }

        var blob = inventory.Versions.Get(id)?.Certificate
            ?? throw new MimException(MimErrorCause.VersionNotFound, $"'{key.Name}' has no public key.", name);
        return (blob, algorithm);
    }

    /// <summary>The key of that name; for a host's certificate its host key, if there is one.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.IdentityNotFound"/>.</exception>
    public MachineIdentity Find(string keyName, bool isForHost, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Names = [Wildcard.Escape(keyName)], Kinds = [IdentityKind.SshKey, IdentityKind.SshHostKey] };
        var found = inventory.Identities.Find(query, cancellationToken).ToList();
        return found.Find(key => key.Kind == (isForHost ? IdentityKind.SshHostKey : IdentityKind.SshKey)) ?? found.FirstOrDefault()
            ?? throw new MimException(MimErrorCause.IdentityNotFound, $"There is no key '{keyName}'. Make one with New-MachineSshKey.", keyName);
    }
}
