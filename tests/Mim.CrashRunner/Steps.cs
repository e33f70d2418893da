using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Core.Rotation;
using Mim.Delivery;
using Mim.Delivery.Commands;
using Mim.Delivery.Files;
using Mim.Pki.Credentials;
using Mim.Ssh.Shell;
using Mim.Testing;
using Mim.Testing.Doubles;

namespace Mim.CrashRunner;

/// <summary>
/// One rotation, one that waits for a window before it goes on, one that fails at its last proof (of two targets, or of one only),
/// one undo, one repair of what drifted, one delivery, one of what is revoked, or the way from one root to the next; one that dies only at a
/// word with a server of accounts, also on the return of one, or at a target, or at a word with an authorization server; with targets of SSH,
/// one rotation that dies at what it does outside of the store, and one whose first login is refused.
/// </summary>
internal static class Steps
{
    /// <summary>Dies at a call.</summary>
    public static Task DieAsync(string store, string scenario, Guid id, Death death) => RunAsync(store, scenario, id, _ => death);

    /// <summary>Keeps what a death at each call would leave.</summary>
    public static async Task RecordAsync(string store, string scenario, Guid id, string shots)
    {
        Camera? camera = null;
        await RunAsync(store, scenario, id, parts =>
        {
            var targets = parts.Inventory.Targets.Find(id, CancellationToken.None).ToList();
            var served = new ServedVersions(parts, parts.Inventory.Identities.Get(id)!.Name);
            return camera = new Camera(store, shots, targets, () => served.Of(targets));
        });
        camera!.Shoot();
    }

    private static async Task RunAsync(string store, string scenario, Guid id, Func<SessionParts, IWitness> witnessOf)
    {
        using var session = DecoratedSession.Open(store, TimeProvider.System, parts =>
        {
            var witness = witnessOf(parts);
            if (scenario == "oauth")
            {
                return parts with { OAuth = new MortalOAuthServer(parts.OAuth, witness) };
            }

            if (scenario.StartsWith("ssh", StringComparison.Ordinal))
            {
                return parts with { Targets = SshTargets(parts, witness, refusals: scenario == "ssh-refused" ? 1 : 0) };
            }

            FaultyTarget Mortal(ITargetAdapter adapter) => new(new MortalTarget(adapter, witness));
            var ssh = SshTargets(parts, witness, refusals: 0);
            var targets = Targets(parts, new MortalRunner(new LocalCommandRunner(parts.Time), witness))
                .Concat(FakeWindowsTargets.Beside(store, parts).Concat(ssh).Where(adapter => adapter is ITakesBack)).Select(Mortal).ToList();
            if (scenario == "fail")
            {
                FailLastProof(targets, proofs: 2);
            }
            else if (scenario is "fail-only" or "account-fail")
            {
                FailLastProof(targets, proofs: 1);
            }

            var rotators = parts.Rotators.Select(rotator => new MortalRotator(rotator, witness)).ToList();
            if (witness is Camera camera)
            {
                camera.Accounts = () => rotators.SelectMany(rotator => rotator.Changed);
            }

            var windows = new MortalWindowsAccounts(new FakeWindows(FakeWindows.PathBeside(store)), witness);

            return parts with
            {
                Inventory = scenario is "account-server" or "account-return" ? parts.Inventory : new MortalInventory(parts.Inventory, witness),
                Targets =
                [
                    .. targets,
                    .. FakeWindowsTargets.Beside(store, parts, certificates => new MortalWindowsCertificates(certificates, witness))
                        .Where(adapter => adapter is IHoldsSeveral),
                    .. ssh.Where(adapter => adapter is not ITakesBack),
                    new AccountTargetAdapter([.. rotators, AccountRotatorSet.OfWindows(windows, windows, windows, windows)]),
                ],
                Remote = parts.Remote with
                {
                    Targets = host => [.. parts.Remote.Targets(host).Where(adapter => adapter is ITakesBack and ILooksAhead).Select(Mortal)],
                },
            };
        });
        switch (scenario)
        {
            case "undo":
                var query = new RotationQuery { IdentityId = id, Outcomes = [RotationOutcome.Completed], First = 1 };
                await session.Rotation.UndoAsync(session.Rotation.Find(query, CancellationToken.None).Single().Id, CancellationToken.None);
                break;
            case "authority":
                await AuthorityChange.RunAsync(session, id, begins: true);
                break;
            case "account-return":
                await Drain(session.Lending.ReturnAsync([id], isForced: false, new RotationOptions(), CancellationToken.None));
                break;
            case "deliver":
                await Drain(session.Rotation.PublishAsync([id], null, CancellationToken.None));
                break;
            case "deliver-list":
                await Drain(session.Ssh.Courier.DeliverAsync(CancellationToken.None));
                break;
            case "repair":
                await Drain(session.Rotation.ReconcileAsync([id], new RotationOptions(), CancellationToken.None));
                break;
            case "wait":
                await Drain(session.Rotation.RotateAsync([id], new RotationOptions(), CancellationToken.None));
                await Drain(session.Rotation.ResumeAsync([], new RotationOptions { Force = true }, CancellationToken.None));
                break;
            default:
                await Drain(session.Rotation.RotateAsync([id], new RotationOptions(), CancellationToken.None));
                break;
        }
    }

    private static async Task Drain<T>(IAsyncEnumerable<T> results)
    {
        await foreach (var _ in results)
        {
            continue;
        }
    }

    private static IReadOnlyList<ITargetAdapter> Targets(SessionParts parts, ICommandRunner runner) => new TargetAdapterSet(
        parts.CredentialEncoder, new CredentialDecoder(), parts.CertificateReader, parts.Discovery.Probe, parts.Discovery.Resolver, parts.Time)
        .On(TargetAdapterSet.Local(runner));

    private static IReadOnlyList<ITargetAdapter> SshTargets(SessionParts parts, IWitness witness, int refusals)
    {
        var local = TargetAdapterSet.Local(new MortalRunner(new LocalCommandRunner(parts.Time), witness));
        var tools = local with { Files = new MortalHostFiles(local.Files, witness) };
        var login = new MortalLogin(new OpenSshLogin(parts.Keys), witness, refusals);
        return new SshTargetAdapterSet(login, parts.SshDiscovery.Probe, parts.Discovery.Resolver, parts.Time).On(tools, host: null);
    }

    /// <summary>Of an identity with so many targets.</summary>
    private static void FailLastProof(List<FaultyTarget> targets, int proofs)
    {
        // Each target is looked at before it is installed at, and proved after.
        var left = 2 * proofs;
        targets.ForEach(faulty => faulty.After = (method, _) => method == nameof(ITargetAdapter.ProveAsync) && --left == 0
            ? throw new MimException(MimErrorCause.ProofFailed, "The service does not start.")
            : Task.CompletedTask);
    }
}
