using System.Text;
using Mim.Core;
using Mim.Core.Discovery;
using Mim.Discovery.Files;

namespace Mim.Discovery.Configurations;

/// <summary>Reads the configurations below a path, and what they include wherever it lies, for the certificate files that they name.</summary>
internal sealed class ConfigurationScan
{
    /// <summary>So many files of configuration are read, and so many names of certificate files are kept.</summary>
    private const int MostFiles = 10_000;
    private const int MostUses = 100_000;
    private const int DeepestInclusion = 16;
    private const int LongestFile = 1 << 20;

    private static readonly IConfigurationDialect[] Dialects =
    [
        new NginxDialect(), new ApacheDialect(), new HaproxyDialect(), new PostgresDialect(), new PostfixDialect(), new DovecotDialect(),
        new OpenSslDialect(), new StunnelDialect(), new KubectlDialect(), .. SettingsDialect.All,
    ];

    private static readonly string[] Extensions = [".conf", ".cfg", ".cnf", ".cf", ".kubeconfig"];

    private readonly List<(IConfigurationDialect Dialect, string Path)> _mains = [];
    private readonly List<(IConfigurationDialect Dialect, string Path)> _parts = [];
    private readonly HashSet<(IConfigurationDialect Dialect, string Path)> _read = [];
    private readonly Dictionary<string, List<CertificateUse>> _uses = new(StringComparer.Ordinal);

    /// <summary>Remembers a file that looks like a configuration by its name and place.</summary>
    public void Consider(string path)
    {
        if (!CouldBe(path) || _mains.Count + _parts.Count >= MostFiles)
        {
            return;
        }

        var place = new ConfigurationPath(path);
        foreach (var dialect in Dialects)
        {
            if (dialect.IsMain(place))
            {
                _mains.Add((dialect, path));
            }
            else if (dialect.IsPart(place))
            {
                _parts.Add((dialect, path));
            }
        }
    }

    /// <summary>Reads what was remembered: main files first, since they tell what the names in their parts start from.</summary>
    /// <returns>Who uses which file, by its full path.</returns>
    public IReadOnlyDictionary<string, List<CertificateUse>> Read(CancellationToken cancellationToken)
    {
        foreach (var (dialect, path) in _mains.Concat(_parts))
        {
            Read(dialect, path, new ConfigurationContext(Path.GetDirectoryName(path)!), 0, cancellationToken);
        }

        return _uses;
    }

    private static bool CouldBe(string path)
    {
        var extension = Path.GetExtension(path.AsSpan());
        foreach (var known in Extensions)
        {
            if (extension.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return path.EndsWith("config", StringComparison.Ordinal) || path.EndsWith("cn=config.ldif", StringComparison.Ordinal)
            || path.Contains("/sites-", StringComparison.Ordinal);
    }

    private void Read(IConfigurationDialect dialect, string path, ConfigurationContext context, int depth, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (depth > DeepestInclusion || _read.Count >= MostFiles || !_read.Add((dialect, path)) || Text(path) is not { } text)
        {
            return;
        }

        foreach (var reference in dialect.Read(path, text, context))
        {
            var isInclusion = reference.Kind == ConfigurationReferenceKind.Inclusion;
            foreach (var file in FileGlob.Expand(reference.Target, isPattern: isInclusion, MostFiles, cancellationToken))
            {
                if (isInclusion)
                {
                    Read(dialect, file, context, depth + 1, cancellationToken);
                }
                else
                {
                    Add(file, new CertificateUse(dialect.Program, path, reference.Line));
                }
            }
        }
    }

    private void Add(string file, CertificateUse use)
    {
        if (!_uses.TryGetValue(file, out var uses) && _uses.Count < MostUses)
        {
            uses = _uses[file] = [];
        }

        if (uses is { Count: < MostFiles } && !uses.Contains(use))
        {
            uses.Add(use);
        }
    }

    private static string? Text(string path)
    {
        try
        {
            using var content = RegularFile.Read(path);
            return content.Length <= LongestFile && !FileMarks.IsBinary(content.Span) ? Encoding.UTF8.GetString(content.Span) : null;
        }
        catch (MimException)
        {
            // The scan of the files themselves tells of what may not be read.
            return null;
        }
    }
}
