#Requires -Version 7.6
<#
.SYNOPSIS
    Runs every Pester test in this process, which must be a fresh one.
.DESCRIPTION
    Writes pester.xml (NUnit) and pester.counts (passed, failed, skipped) into the results folder; the exit code is 0 only
    when tests ran and none failed.
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Results)

$ErrorActionPreference = 'Stop'
$null = New-Item -ItemType Directory -Force $Results
Import-Module Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.CIFormat = 'None'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = Join-Path $Results pester.xml

# Tests run in the scope of this script: they must find what a prompt has.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

# A container that could not be discovered has no tests that failed, but it failed.
$passed = [int]$run.PassedCount
$failed = [int]$run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount
$skipped = [int]$run.SkippedCount + $run.NotRunCount
"$passed $failed $skipped" | Set-Content (Join-Path $Results pester.counts)
Write-Host "Pester: $passed passed, $failed failed, $skipped skipped"
exit ($failed -eq 0 -and $passed -gt 0 ? 0 : 1)
