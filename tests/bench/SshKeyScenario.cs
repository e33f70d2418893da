using System.Diagnostics;
using System.Globalization;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Rotation;
using Mim.Testing.Programs;

namespace Mim.Bench;

/// <summary>
/// A key replaced on many accounts of a real sshd, over SSH, and proved by a login to each; ansible only replaces it, and is given the
/// fewest steps that it can take: no facts, one task, pipelined over one connection. Needs root, for the accounts.
/// </summary>
internal static class SshKeyScenario
{
    private const int Accounts = 200;

    public static IEnumerable<Figure> Run()
    {
        if (!Environment.IsPrivilegedProcess || !Programs.Exists("ansible-playbook") || !Programs.Exists("newusers") || !Programs.Exists("ssh"))
        {
            yield break;
        }

        using var store = new BenchStore();
        using var server = new SshServer(null, "MaxStartups 100:30:200", "MaxSessions 100", "Match User mimbench*", "AuthorizedKeysFile .ssh/authorized_keys");
        string[] names = [.. Enumerable.Range(0, Accounts).Select(number => string.Create(CultureInfo.InvariantCulture, $"mimbench{number}"))];
        MakeAccounts(store.Folder, names);
        try
        {
            var key = store.Session.Ssh.Keys.Issue(new NewSshKey { Name = "deploy" }, CancellationToken.None);
            var host = new TargetHost("127.0.0.1") { Port = server.Port, User = Environment.UserName, IdentityFile = server.UserKey, KnownHostsFile = server.KnownHosts };
            foreach (var name in names)
            {
                var settings = new AuthorizedKeysSettings { Account = name, Path = $"/home/{name}/.ssh/authorized_keys", Host = host };
                store.Session.Targets.Add(new NewTarget { IdentityId = key.Id, Kind = TargetKind.AuthorizedKeys, Settings = settings }, CancellationToken.None);
            }

            Seconds(store.Session.Rotation.PublishAsync([key.Id], null, CancellationToken.None));
            var ours = Seconds(store.Session.Rotation.RotateAsync([key.Id], new RotationOptions(), CancellationToken.None));
            yield return new Figure(
                $"an SSH key replaced and proved for {Accounts} accounts of an sshd", ours, "s", "half of ansible's", "`ansible` authorized_key, replaced only", Peer(store.Folder, server, names));
        }
        finally
        {
            RemoveAccounts(store.Folder, names);
        }
    }

    private static double Seconds(IAsyncEnumerable<RotationResult> results)
    {
        var watch = Stopwatch.StartNew();
        var result = results.ToBlockingEnumerable().Single();
        return result.Outcome == RotationOutcome.Completed
            ? watch.Elapsed.TotalSeconds
            : throw result.Error ?? new MimException(MimErrorCause.ProofFailed, $"{result.Outcome}: {result.Reason}");
    }

    private static double Peer(string folder, SshServer server, string[] names)
    {
        Programs.Run("ssh-keygen", folder, "-q", "-t", "ed25519", "-N", "", "-f", "theirs");
        File.WriteAllText(Path.Combine(folder, "hosts"), string.Create(
            CultureInfo.InvariantCulture,
            $"127.0.0.1 ansible_port={server.Port} ansible_ssh_private_key_file={server.UserKey} ansible_python_interpreter=/usr/bin/python3"));
        File.WriteAllText(Path.Combine(folder, "ansible.cfg"), $"""
            [ssh_connection]
            pipelining = True
            ssh_args = -o ControlMaster=auto -o ControlPersist=60s -o UserKnownHostsFile={server.KnownHosts}
            """);
        File.WriteAllText(Path.Combine(folder, "play.yml"), $$$"""
            - hosts: all
              gather_facts: false
              tasks:
                - ansible.posix.authorized_key:
                    user: "{{ item }}"
                    key: "{{ lookup('file', '{{{Path.Combine(folder, "theirs.pub")}}}') }}"
                    exclusive: true
                  loop: [{{{string.Join(", ", names)}}}]
            """);
        var watch = Stopwatch.StartNew();
        Programs.Run("ansible-playbook", folder, "-i", "hosts", "play.yml");
        return watch.Elapsed.TotalSeconds;
    }

    private static void MakeAccounts(string folder, string[] names)
    {
        File.WriteAllLines(Path.Combine(folder, "accounts"), names.Select(name => $"{name}:{Guid.NewGuid():N}:::{name}:/home/{name}:/bin/sh"));
        Programs.Run("newusers", folder, "accounts");
    }

    private static void RemoveAccounts(string folder, string[] names)
    {
        foreach (var name in names)
        {
            Programs.Run("userdel", folder, "--remove", "--force", name);
        }
    }
}
