using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Sealing;

namespace Mim.Delivery.Files;

/// <summary>Decides which files a version becomes on a file target.</summary>
internal sealed class FilePlanner(ICredentialEncoder encoder, ICertificateReader reader)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode ForAll = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Who may do what with a file of this target.</summary>
    public static FileProtection Protection(FileTargetSettings settings, bool holdsKey) => new(
        settings.Owner,
        settings.Group,
        settings.Mode is { } mode ? (UnixFileMode)mode : holdsKey ? OwnerOnly : ForAll,
        holdsKey);

    /// <summary>The issuers that are served with the leaf: all but the root, which its clients must have anyway.</summary>
    public static IReadOnlyList<byte[]> Served(IReadOnlyList<byte[]> chain, ICertificateReader reader) =>
        chain.Count > 0 && reader.Read(chain[^1]).IsSelfIssued ? [.. chain.SkipLast(1)] : chain;

    /// <summary>Where the files of a target go and who may read them, before it is known what they hold.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, as <see cref="Plan"/>.</exception>
    public static FilePlan Outline(
        FileTargetSettings settings, IReadOnlyList<FilePlace> places, IReadOnlyDictionary<string, string> lastInstalled)
    {
        var goals = Goals(places);
        var goal = goals[settings.Path];
        var keyGoal = settings.Layout != FileLayout.Pem ? goal : settings.KeyPath is { } keyPath ? goals[keyPath] : null;
        List<PlannedFile> files = [Empty(goal, holdsKey: keyGoal == goal)];
        if (keyGoal is not null && keyGoal != goal)
        {
            files.Add(Empty(keyGoal, holdsKey: true));
        }

        if (settings.ChainPath is { } chainPath)
        {
            files.Add(Empty(goals[chainPath], holdsKey: false));
        }

        return new FilePlan(Guid.Empty, files) { LastInstalled = lastInstalled };

        PlannedFile Empty(string there, bool holdsKey) => new(there, new KeyMaterial(0), Protection(settings, holdsKey));
    }

    /// <param name="installation">The version and its target.</param>
    /// <param name="places">Where the paths of the target lead.</param>
    /// <param name="cancellationToken">Ends the encoding.</param>
    public FilePlan Plan(Installation installation, IReadOnlyList<FilePlace> places, CancellationToken cancellationToken)
    {
        var goals = Goals(places);
        var files = new List<PlannedFile>();
        var plan = new FilePlan(installation.Version.Id, files) { LastInstalled = installation.LastInstalled() };
        try
        {
            switch (installation.Files.Layout)
            {
                case FileLayout.Pfx:
                    AddPfx(files, installation, goals, cancellationToken);
                    break;
                case FileLayout.SecretManifest when installation.Version.Certificate is null:
                case FileLayout.Template:
                    Add(files, installation, goals[installation.Files.Path], holdsKey: true, SecretText.Of(installation));
                    break;
                case FileLayout.SecretManifest:
                    AddManifest(files, installation, goals, cancellationToken);
                    break;
                case var layout when layout.IsTrustBundle():
                    AddBundle(files, installation, goals, cancellationToken);
                    break;
                default:
                    AddPem(files, installation, goals, cancellationToken);
                    break;
            }

            RefuseSharedGoals(files);
            return plan;
        }
        catch
        {
            plan.Dispose();
            throw;
        }
    }

    private static Dictionary<string, string> Goals(IReadOnlyList<FilePlace> places) =>
        places.ToDictionary(place => place.Path, place => place.RequireFile(), StringComparer.Ordinal);

    private static byte[] Leaf(Installation installation) => installation.Version.Certificate
        ?? throw FileTrouble.InstallFailed(
            $"Version {installation.Version.Number} of {installation.Target.Identity} has no certificate.",
            installation.Target.Address);

    private static void RefuseSharedGoals(List<PlannedFile> files)
    {
        var twice = files.GroupBy(file => file.Goal, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw FileTrouble.InstallFailed($"{twice.Key} is the goal of more than one file of the target.", twice.Key);
        }
    }

    private void AddPfx(
        List<PlannedFile> files, Installation installation, Dictionary<string, string> goals, CancellationToken cancellationToken)
    {
        var goal = goals[installation.Files.Path];
        RequireKey(installation, goal);
        var layout = new ExportLayout
        {
            Format = ExportFormat.Pfx,
            FriendlyName = installation.Files.Alias ?? installation.Target.Identity,
        };
        Add(files, installation, goal, holdsKey: true, encoder.Encode(
            layout, Leaf(installation), installation.Chain, installation.PrivateKey, installation.Password, cancellationToken));
    }

    private void AddManifest(
        List<PlannedFile> files, Installation installation, Dictionary<string, string> goals, CancellationToken cancellationToken)
    {
        var (settings, goal) = (installation.Files, goals[installation.Files.Path]);
        RequireKey(installation, goal);
        using var certificates = Pem(installation, ExportContent.FullChain, withKey: false, cancellationToken);
        using var key = KeyAlone(installation, cancellationToken);
        Add(files, installation, goal, holdsKey: true, SecretManifest.Write(
            settings.Alias ?? installation.Target.Identity, settings.Namespace, certificates, key));
    }

    private void AddBundle(
        List<PlannedFile> files, Installation installation, Dictionary<string, string> goals, CancellationToken cancellationToken) => Add(
        files,
        installation,
        goals[installation.Files.Path],
        holdsKey: false,
        encoder.Encode(BundleLayout(installation), Leaf(installation), installation.Chain, null, installation.Password, cancellationToken));

    private static ExportLayout BundleLayout(Installation installation) => new()
    {
        Format = installation.Files.Layout switch
        {
            FileLayout.PfxTrustBundle => ExportFormat.Pfx,
            FileLayout.JksTrustBundle => ExportFormat.Jks,
            _ => ExportFormat.Pem,
        },
        FriendlyName = installation.Files.Alias ?? installation.Target.Identity,
    };

    private void AddPem(
        List<PlannedFile> files, Installation installation, Dictionary<string, string> goals, CancellationToken cancellationToken)
    {
        var settings = installation.Files;
        var goal = goals[settings.Path];
        var keyGoal = settings.KeyPath is { } keyPath ? goals[keyPath] : null;
        var together = keyGoal == goal;
        if (together)
        {
            RequireKey(installation, goal);
        }

        Add(files, installation, goal, together, Pem(installation, ExportContent.FullChain, together, cancellationToken));
        if (keyGoal is not null && !together && installation.PrivateKey is not null)
        {
            Add(files, installation, keyGoal, holdsKey: true, KeyAlone(installation, cancellationToken));
        }

        if (settings.ChainPath is { } chainPath)
        {
            Add(files, installation, goals[chainPath], holdsKey: false, encoder.Encode(
                new ExportLayout { Content = ExportContent.Chain }, Leaf(installation), installation.Chain, null, null, cancellationToken));
        }
    }

    private static void RequireKey(Installation installation, string goal)
    {
        if (installation.PrivateKey is null)
        {
            throw FileTrouble.InstallFailed(
                $"{goal} needs the private key of {installation.Target.Identity}, which the store does not hold.", goal);
        }
    }

    private static void Add(List<PlannedFile> files, Installation installation, string goal, bool holdsKey, KeyMaterial content) =>
        files.Add(new PlannedFile(goal, content, Protection(installation.Files, holdsKey)));

    private KeyMaterial Pem(Installation installation, ExportContent content, bool withKey, CancellationToken cancellationToken) => encoder.Encode(
        new ExportLayout { Content = content },
        Leaf(installation),
        Served(installation.Chain, reader),
        withKey ? installation.PrivateKey : null,
        withKey ? installation.Password : null,
        cancellationToken);

    private KeyMaterial KeyAlone(Installation installation, CancellationToken cancellationToken)
    {
        using var text = Pem(installation, ExportContent.Leaf, withKey: true, cancellationToken);
        var key = PemText.Key(text.Span) ?? throw new InvalidOperationException("The encoder left the key out.");
        var (offset, length) = key.GetOffsetAndLength(text.Length);
        var alone = new KeyMaterial(length + 1);
        text.Span.Slice(offset, length).CopyTo(alone.Span);
        alone.Span[^1] = (byte)'\n';
        return alone;
    }
}
