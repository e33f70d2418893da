using System.Globalization;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Revocation;
using Mim.Core.Rotation;
using Mim.Testing;

namespace Mim.CrashRunner;

/// <summary>Issues in bulk, delivers, rotates, undoes, revokes and publishes lists, beginning where its seed says, until it is killed.</summary>
internal sealed class Workload(string store, string folder, int seed)
{
    private const int BulkSize = 40;
    private const int Acts = 6;
    private readonly Random _random = new(seed);

    public async Task RunAsync()
    {
        using var session = DecoratedSession.Open(store, keyFile: Path.Combine(folder, "inventory.key"));
        for (var round = 0; ; round++)
        {
            await ActAsync(session, (seed + round) % Acts, $"{seed.ToString(CultureInfo.InvariantCulture)}-{round}");
            if (round == 0)
            {
                // However slow the machine is, every worker has done something before it is killed.
                Console.WriteLine("ready");
            }
        }
    }

    private async Task ActAsync(MimSession session, int act, string name)
    {
        switch (act)
        {
            case 0:
                IssueInBulk(session, name);
                break;
            case 1:
                await DeliverAsync(session, name);
                break;
            case 2 when Any(session) is { } due:
                await Drain(session.Rotation.RotateAsync([due.Id], new RotationOptions(), CancellationToken.None));
                break;
            case 3:
                await Drain(session.Rotation.ResumeAsync([], CancellationToken.None));
                break;
            case 4 when Any(session) is { } leaked:
                Revoke(session, leaked);
                break;
            case 5:
                var authority = session.Authorities.Find([], CancellationToken.None).First();
                session.RevocationLists.Publish(authority.Id, Path.Combine(folder, "corp.crl"), null, CancellationToken.None);
                break;
        }
    }

    private static void IssueInBulk(MimSession session, string name)
    {
        using var pipeline = session.Certificates.Open(CancellationToken.None);
        for (var index = 0; index < BulkSize; index++)
        {
            pipeline.Add(new NewCertificate { Name = $"bulk-{name}-{index}.corp.test" }, null);
        }

        foreach (var result in pipeline.Complete())
        {
            _ = result.Identity ?? throw result.Error!;
        }
    }

    private async Task DeliverAsync(MimSession session, string name)
    {
        var identity = session.Certificates.Issue(new NewCertificate { Name = $"web-{name}.corp.test", Tags = ["delivered"] }, CancellationToken.None);
        var path = Path.Combine(folder, "installed", $"{name}.pem");
        session.Targets.Add(
            new NewTarget { IdentityId = identity.Id, Settings = new FileTargetSettings { Path = path, KeyPath = path } }, CancellationToken.None);
        await Drain(session.Rotation.PublishAsync([identity.Id], null, CancellationToken.None));
    }

    /// <summary>Some identity that has been delivered.</summary>
    private MachineIdentity? Any(MimSession session)
    {
        var query = new IdentityQuery { Tags = ["delivered"], Statuses = [VersionState.Active] };
        var delivered = session.Identities.Find(query, CancellationToken.None).ToList();
        return delivered.Count == 0 ? null : delivered[_random.Next(delivered.Count)];
    }

    private static void Revoke(MimSession session, MachineIdentity identity)
    {
        try
        {
            session.Revocation.Revoke(identity.Id, new RevocationRequest { Reason = RevocationReason.Superseded }, CancellationToken.None);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.AlreadyRevoked)
        {
            // Another worker was first.
        }
    }

    private static async Task Drain(IAsyncEnumerable<RotationResult> results)
    {
        await foreach (var result in results)
        {
            // Another worker may have revoked it meanwhile.
            if (result.Error is { } error && error.Cause != MimErrorCause.WrongState)
            {
                throw error;
            }
        }
    }
}
