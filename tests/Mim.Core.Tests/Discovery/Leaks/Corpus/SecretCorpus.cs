using Mim.Core.Discovery.Leaks;

namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>Documents with one secret each, of every rule, and documents with none; the same every time.</summary>
internal static class SecretCorpus
{
    public const int PerRule = 4;
    public const int LookAlikeCount = 10_000;

    private const int Seed = 20260301;

    public static IEnumerable<CorpusSample> Secrets()
    {
        var random = new RandomText(Seed);
        var (maker, settings, others) = (new SecretMaker(random), new SecretSettings(random), new OtherForms(random));
        foreach (var rule in SecretRules.All)
        {
            for (var number = 0; number < PerRule; number++)
            {
                yield return OtherForms.Knows(rule) ? others.Make(rule)
                    : rule.Form == SecretForm.Token ? settings.Place(rule, maker.Make(rule))
                    : settings.Setting(rule, rule.Form == SecretForm.Open ? random.Password(24) : maker.Make(rule));
            }
        }
    }

    public static IEnumerable<CorpusSample> LookAlikes()
    {
        var lookAlikes = new LookAlikes(new RandomText(Seed + 1));
        return Enumerable.Range(0, LookAlikeCount).Select(lookAlikes.Make);
    }
}
