using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Mim.Ssh.SshNet;

/// <summary>As whom a host is logged in to and with what, for as long as that takes: disposing it zeroes what is secret.</summary>
internal sealed class SshNetLogIn : IDisposable
{
    private readonly byte[] _password;
    private readonly PrivateKeyFile? _key;

    private SshNetLogIn(string user, AuthenticationMethod method, byte[] password, PrivateKeyFile? key) =>
        (User, Methods, _password, _key) = (user, [method], password, key);

    public string User { get; }

    public IReadOnlyList<AuthenticationMethod> Methods { get; }

    /// <exception cref="MimException"><see cref="MimErrorCause.Unsupported"/>: by none of what it knows; the trouble of the password.</exception>
    /// <exception cref="MachineUnreachableException">The key cannot be read.</exception>
    public static SshNetLogIn Of(SshDestination destination)
    {
        var user = destination.User ?? Environment.UserName;
        if (destination.Credential is SshPasswordCredential credential)
        {
            using var held = credential.Open();
            var password = GC.AllocateArray<byte>(held.Length, pinned: true);
            held.Span.CopyTo(password);
            return new SshNetLogIn(user, new PasswordAuthenticationMethod(user, password), password, key: null);
        }

        if (destination.IdentityFile is not { } path || destination.Credential is not null)
        {
            throw new MimException(
                MimErrorCause.Unsupported, $"SSH.NET logs in to {destination.Host} with a password or the file of a key, and neither is given.", destination.Host);
        }

        try
        {
            var key = new PrivateKeyFile(path);
            return new SshNetLogIn(user, new PrivateKeyAuthenticationMethod(user, key), [], key);
        }
        catch (Exception trouble) when (trouble is SshException or IOException or UnauthorizedAccessException)
        {
            throw new MachineUnreachableException(FindingStatus.AccessDenied, $"The key {path} cannot be read: {trouble.Message}");
        }
    }

    public void Dispose()
    {
        KeyMaterial.Take(_password).Dispose();
        foreach (var method in Methods.OfType<IDisposable>())
        {
            method.Dispose();
        }

        _key?.Dispose();
    }
}
