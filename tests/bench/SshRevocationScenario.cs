using System.Diagnostics;
using System.Globalization;
using Mim.Core.Issuing.Ssh;
using Mim.Core.Revocation.Ssh;
using Mim.Ssh;
using Mim.Testing;

namespace Mim.Bench;

/// <summary>Key revocation lists of 1,000,000 serial numbers, each held against ssh-keygen with a certificate that is on it and one that is not.</summary>
internal static class SshRevocationScenario
{
    private const int Count = 1_000_000;

    /// <summary>As Revoke-MachineIdentity leaves them, written behind the product's back.</summary>
    private const string Revocations =
        """
        WITH RECURSIVE series (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < 1000000)
        INSERT INTO revocation (id, authority_id, serial_number, reason, revoked_at, not_after)
        SELECT randomblob(16), X'{id}', printf('%X', 1 + abs(random() % 9000000000000000000)), 4, 1772000000000, 4772000000000 FROM series
        """;

    public static IEnumerable<Figure> Run()
    {
        if (!Programs.Exists("ssh-keygen"))
        {
            yield break;
        }

        using var store = new BenchStore();
        Programs.Run("ssh-keygen", store.Folder, "-q", "-t", "ed25519", "-N", "", "-f", "ca");
        Programs.Run("ssh-keygen", store.Folder, "-q", "-t", "ed25519", "-N", "", "-f", "user");
        var random = new Random(9000);
        ulong[] scattered = [.. Enumerable.Range(0, Count).Select(_ => (ulong)random.NextInt64(1, long.MaxValue))];
        ulong[] counted = [.. Enumerable.Range(1, 2 * Count).Select(serial => (ulong)serial).Where(_ => random.Next(2) == 0).Take(Count)];
        var seconds = Build(store, scattered, out var size);
        Judge(store.Folder, scattered);
        yield return new Figure($"KRL of {Count:#,##0} random serial numbers, accepted by `ssh-keygen -Q`", seconds, "s", "≤ 2 s");
        yield return new Figure("the same, its size", size / 1024.0, "KiB");

        // For the scattered ones ssh-keygen takes minutes: its buffer grows by some octets at a time.
        seconds = Build(store, counted, out size);
        Judge(store.Folder, counted);
        var peer = Peer(store.Folder, counted, out var peerSize);
        yield return new Figure($"KRL of {Count:#,##0} serial numbers, every other of a counter's", seconds, "s", "≤ 2 s", "`ssh-keygen -k`", peer);
        yield return new Figure("the same, its size", size / 1024.0, "KiB", null, "`ssh-keygen -k`, which 9.2 cannot read itself", peerSize / 1024.0);
        yield return new Figure($"KRL from a store with {Count:#,##0} revocations, recorded and written", Publish(store), "s");
    }

    private static double Build(BenchStore store, ulong[] serials, out long size)
    {
        var blob = Convert.FromBase64String(File.ReadAllText(Path.Combine(store.Folder, "ca.pub")).Split(' ')[1]);
        var watch = Stopwatch.StartNew();
        var list = new SshRevocationListCodec().Encode(new SshRevocationSpec
        {
            Number = 1, PublishedAt = DateTimeOffset.UnixEpoch, Certificates = [new SshRevokedCertificates(blob, serials, [])],
        });
        var seconds = watch.Elapsed.TotalSeconds;
        File.WriteAllBytes(Path.Combine(store.Folder, "krl"), list);
        size = list.Length;
        return seconds;
    }

    private static double Peer(string folder, ulong[] serials, out long size)
    {
        File.WriteAllLines(Path.Combine(folder, "spec"), serials.Select(serial => $"serial: {serial.ToString(CultureInfo.InvariantCulture)}"));
        var watch = Stopwatch.StartNew();
        Programs.Run("ssh-keygen", folder, "-k", "-q", "-f", "theirs", "-s", "ca.pub", "spec");
        size = new FileInfo(Path.Combine(folder, "theirs")).Length;
        return watch.Elapsed.TotalSeconds;
    }

    private static double Publish(BenchStore store)
    {
        var authority = store.Session.Ssh.Authorities.Create(new NewSshAuthority { Name = "users" }, CancellationToken.None);
        var id = Convert.ToHexString(authority.Id.ToByteArray(bigEndian: true));
        RawStore.Execute(store.Path, "PRAGMA synchronous = OFF", Revocations.Replace("{id}", id, StringComparison.Ordinal));
        var watch = Stopwatch.StartNew();
        var list = store.Session.Ssh.RevocationLists.Publish(Path.Combine(store.Folder, "published"), string.Empty, CancellationToken.None);
        return list.CertificateCount == Count ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("The list is not whole.");
    }

    private static void Judge(string folder, ulong[] serials)
    {
        Require(folder, serials[Count / 2], isRevoked: true);
        Require(folder, Enumerable.Range(1, 1000).Select(serial => (ulong)serial).First(serial => !serials.Contains(serial)), isRevoked: false);
    }

    private static void Require(string folder, ulong serial, bool isRevoked)
    {
        Programs.Run(
            "ssh-keygen", folder, "-q", "-s", "ca", "-I", "x", "-n", "root", "-z", serial.ToString(CultureInfo.InvariantCulture), "user.pub");
        using var process = Programs.Start("ssh-keygen", folder, "-Q", "-f", "krl", "user-cert.pub");
        process.WaitForExit();
        if (process.ExitCode != (isRevoked ? 1 : 0))
        {
            throw new InvalidOperationException($"ssh-keygen ended with {process.ExitCode} for serial number {serial}.");
        }
    }
}
