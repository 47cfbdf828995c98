package manifest

// Knative returns the service of Knative Serving. Its security context is what the standard "restricted" of Kubernetes asks
// for. The user is not named: the image does that with a number, and some clusters choose one of their own. The runtime
// contract promises a /tmp, which a read-only root needs a volume for. (knative/serving: pkg/apis/serving/fieldmask.go,
// SecurityContextMask; config/core/configmaps/features.yaml, kubernetes.podspec-volumes-emptydir)
func Knative(s Service) []byte {
	metadata := mapping{{"name", s.Name}}
	if s.Namespace != "" {
		metadata = append(metadata, pair{"namespace", s.Namespace})
	}
	container := mapping{
		{"image", s.Image},
		{"ports", list{mapping{{"containerPort", 8080}}}},
		{"readinessProbe", mapping{{"httpGet", mapping{{"path", "/_/ready"}}}}},
		{"securityContext", mapping{
			{"runAsNonRoot", true},
			{"readOnlyRootFilesystem", true},
			{"allowPrivilegeEscalation", false},
			{"capabilities", mapping{{"drop", list{"ALL"}}}},
			{"seccompProfile", mapping{{"type", "RuntimeDefault"}}},
		}},
		{"volumeMounts", list{mapping{{"name", "tmp"}, {"mountPath", "/tmp"}}}},
	}
	comment := append([]string{"Deploy it with kubectl apply -f FILE; the cluster must be able to pull the image."}, choice(s, "/")...)
	return document(comment, mapping{
		{"apiVersion", "serving.knative.dev/v1"},
		{"kind", "Service"},
		{"metadata", metadata},
		{"spec", mapping{{"template", mapping{{"spec", mapping{
			{"containers", list{container}},
			{"volumes", list{mapping{{"name", "tmp"}, {"emptyDir", mapping{}}}}},
		}}}}}},
	})
}
