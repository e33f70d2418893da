namespace Mim.Core.Issuing;

/// <summary>Authorities that are ready to sign, by the name they were asked for. Thread-safe.</summary>
internal sealed class AuthorityCache(AuthorityFinder finder) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SigningAuthority> _loaded = new(StringComparer.OrdinalIgnoreCase);

    public SigningAuthority Get(string? name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_loaded.TryGetValue(name ?? string.Empty, out var authority))
            {
                _loaded[name ?? string.Empty] = authority = finder.Load(finder.Choose(name, cancellationToken));
            }

            return authority;
        }
    }

    public void Dispose()
    {
        foreach (var authority in _loaded.Values)
        {
            authority.Dispose();
        }
    }
}
