using System.Management.Automation;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Lets a time parameter take a date, or a span such as <c>30d</c> that counts back from now.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PastTimeAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            TimeSpan span => Before(span),
            string text when SpanText.TryParse(text, out var span) => Before(span),
            var other => other,
        };

    private static DateTimeOffset Before(TimeSpan span) => TimeProvider.System.GetUtcNow() - span;
}
