using System.Globalization;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Testing;
using Mim.Testing.Programs;

namespace Mim.Composition.Tests;

/// <summary>Logs in with the real client, with keys and certificates that a store handed out.</summary>
internal sealed class SshLogin(TestSession store)
{
    /// <summary>Writes a private key and its certificate as ssh looks for them; gives the path of the key.</summary>
    public string Export(MachineIdentity key, MachineIdentity certificate)
    {
        var path = store[$"id-{certificate.Name}"];
        store.Session.Ssh.Exporter.ExportTo(path, new SshKeyExport { IdentityId = key.Id, IncludePrivateKey = true }, overwrite: true, default);
        store.Session.Ssh.Exporter.ExportTo($"{path}-cert.pub", new SshKeyExport { IdentityId = certificate.Id }, overwrite: true, default);
        return path;
    }

    /// <summary>The public part of an identity as one line.</summary>
    public string Line(Guid identityId, params IReadOnlyList<string> trustedFor)
    {
        using var content = store.Session.Ssh.Exporter.Export(new SshKeyExport { IdentityId = identityId, TrustedFor = trustedFor }, default);
        return System.Text.Encoding.UTF8.GetString(content.Span);
    }

    /// <summary>Logs in to a server on loopback with one key and the certificate beside it.</summary>
    public static ProgramResult Run(int port, string key, string knownHosts, string command = "echo in") => ProgramRunner.Run(
        "ssh",
        "-F", "none",
        "-o", "BatchMode=yes",
        "-o", "IdentitiesOnly=yes",
        "-o", "IdentityAgent=none",
        "-o", "StrictHostKeyChecking=yes",
        "-o", $"UserKnownHostsFile={knownHosts}",
        "-o", "GlobalKnownHostsFile=none",
        "-i", key,
        "-p", port.ToString(CultureInfo.InvariantCulture),
        $"{Environment.UserName}@127.0.0.1",
        command);
}
